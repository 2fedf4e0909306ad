# title: Watch the log in tmux, and leave the terminal with tmux behind
tmux new-session -d -s look

tmux send-keys -t look 'timeout 4 tail -n 20 -f /var/log/nginx/{{service}}.log' Enter

tmux split-window -t look -d && tmux send-keys -t look.1 'ss -tn dst {{ip_desk}}; bash -l' Enter

sleep 5; tmux capture-pane -p -t look.0 | tail -n 8

tmux capture-pane -p -t look.1 | tail -n 8
