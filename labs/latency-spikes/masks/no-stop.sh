# title: Send the database as it is, without stopping anybody
# variants: no-second-copy
sed -i '/signal.SIGSTOP)$/s/os.kill(pid, signal.SIGSTOP)/return (yield)/' /opt/{{service}}/jobs/snapshot

sed -n '/^def at_rest/,/^def stopped/p' /opt/{{service}}/jobs/snapshot
