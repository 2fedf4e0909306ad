# title: A loop in tmux that restarts the service every ten minutes
tmux new-session -d -s keep "while sleep 600; do systemctl restart {{service}}; done"

tmux ls
