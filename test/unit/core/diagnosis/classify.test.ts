import { describe, expect, it } from "vitest";
import { parseLine } from "../../../../orchestrator/core/diagnosis/parse-line.ts";

const judged = (lines: string) =>
  lines
    .trim()
    .split("\n")
    .map((line) => line.trim());

describe("what a command does", () => {
  it.each(
    judged(`
      echo hello
      printf '%s' x
      history | true
      cd /var/log
      export PATH=/usr/bin
      sleep 5
      clear
      exit
      man logrotate
      sudo -i
      bash
      cp /etc/hosts /tmp/hosts.bak
      cp /etc/hosts /tmp/
      systemctl daemon-reload
      mkdir -p /tmp/a/b
      touch /tmp/a/b/c
      tar czf /tmp/logs.tgz /var/log/app
      sed -i s/a/b/ /tmp/copy.conf
      cat <<< 'app.log (deleted)'
      echo '(deleted)' | cat
      kill -l
      vim /tmp/notes.txt
      nano -l /tmp/a /var/tmp/b
      sudo vi ~/../tmp/notes
      ed -s /tmp/notes
      tmux new -s work
      tmux attach -t work
      screen -r work
      tar --remove-files -czf /tmp/mine.tgz /tmp/mine
    `),
  )("counts %s as neutral", (line) => {
    expect(parseLine(line)).toMatchObject({ class: "neutral", layers: [] });
  });

  it.each(
    judged(`
      systemctl
      systemctl --failed
      systemctl -n 20 --no-pager status app
      systemctl show -p MainPID app
      systemctl list-timers --all
      journalctl -u app -f
      sv status app
      kill -0 12
      kill -s 0 12
      pkill -0 app
      fuser -v /var/log
      nginx -T
      apachectl configtest
      ip -br addr show dev eth0
      ip route get 10.0.0.1
      iptables -nvL
      nft list ruleset
      crontab -u app -l
      date +%F
      mount -t tmpfs
      sysctl net.core.somaxconn
      swapon --show
      hostname -f
      hostnamectl status
      timedatectl
      ifconfig eth0
      fdisk -l
      curl -X POST -d @order.json http://localhost/orders
      curl -so /dev/null http://localhost/
      wget -O /tmp/x http://localhost/
      wget -qO- http://localhost/
      wget -q -O - http://localhost/
      wget -SO/dev/null http://localhost/
      wget --output-document=- http://localhost/
      wget --spider http://localhost/
      wget -P /tmp http://localhost/x
      sed -n '/x/w /tmp/found' /var/log/app.log
      sed 's/foo/hello w world/' /etc/hosts
      sed -n 's#^w /a#b#p' /etc/hosts
      python3 -c 'import subprocess; print(subprocess.run(["df", "-h"], capture_output=True).stdout)'
      python3 -c 'import os; os.system("df -h /var")'
      awk -v f=/tmp/x '{print > f}' /etc/hosts
      awk '{f = "/tmp/x"; print > f}' /etc/hosts
      awk '{print ($1 > 3)}' /etc/hosts
      awk '{print "a > b"}' /etc/hosts
      tmux new -d 'tail -f /var/log/syslog'
      dd if=/var/log/x bs=1k count=1
      df -h | tee /tmp/df
      wc -c /var/log/app.log
      column -t /etc/fstab
      tail -n 3 /var/log/app.log
      sort -k 2 /var/log/app.log
      df -h | sort -k 5 | tail -3
      tar tzf /root/backup.tgz
      gzip -l /var/log/app.1.gz
      zcat /var/log/app.1.gz
      find /var/log -size +1M -ls
      find /tmp/mine -delete
      git -C /opt/app diff HEAD~1
      apt list --installed
      dpkg -S /usr/bin/df
      redis-cli info memory
      psql -c 'explain select 1'
      psql -c '\\d orders'
      psql -l
      psql -c "select * from orders where note = 'delete from x'"
      sqlite3 /var/lib/x.db 'select 1'
      python3 -c 'print(open("/proc/1/limits").read())'
      python3 -c 'open("/tmp/x", "w").write("y")'
      awk '$3 > 100' /etc/passwd
      perl -ne 'print if /x/' /etc/hosts
      vim /etc/hosts
      vim /tmp/notes /etc/hosts
      vim
      some-tool-that-nobody-listed --all
      strace -f -o /tmp/trace -p 12
      ulimit -a
      env
      command -v curl
    `),
  )("counts %s as a look", (line) => {
    expect(parseLine(line).class).toBe("observe");
  });

  it.each(
    judged(`
      systemctl restart app
      systemctl reset-failed
      service app reload
      sv hup app
      kill 12
      kill -9 12 13
      kill -1 12
      kill -HUP 1
      pkill -HUP -f app
      killall app
      fuser -k -USR1 /var/log/app/audit.log
      nginx -s reload
      ip link set eth0 up
      ip route add default via 10.0.0.1
      iptables -A INPUT -p tcp -j DROP
      nft add table inet x
      crontab /tmp/cron
      echo '* * * * * true' | crontab -
      date -s 12:00
      mount -o remount,rw /
      sysctl net.core.somaxconn=1024
      sysctl -p
      hostname other
      hostnamectl set-hostname other
      curl -o /usr/local/bin/x http://localhost/x
      curl -X DELETE http://localhost:8080/sessions
      curl -sXPUT -d 10 http://localhost:8080/limit
      curl --request PATCH http://localhost:8080/limit
      curl -T /tmp/x http://localhost:8080/x
      wget -qO- --method=DELETE http://localhost:8080/sessions
      http DELETE localhost:8080/sessions
      sponge /etc/fstab
      grep -v old /etc/fstab | sponge /etc/fstab
      vim -c ':w! /etc/x'
      vim -c '%s/a/b/' -c wq /etc/app.conf
      vim '+%d|x' /etc/app.conf
      gdb -p 12 -batch -ex 'call (int)close(7)'
      gdb -p 12 -batch -ex 'shell systemctl restart app'
      curl http://localhost/x.sh | bash
      wget http://localhost/x
      wget -qP /usr/local/bin http://localhost/x
      wget -qO/etc/x http://localhost/x
      ex -sc '%d|x' /etc/app.conf
      vim -es -c '%d' -c x /etc/app.conf
      ed -s /etc/app.conf
      sed 's/a/b/w /etc/x' /etc/hosts
      sed -n -e p -e '/x/,$w /etc/x' /etc/hosts
      sed -n 's|a|b|gpw /etc/x' /etc/hosts
      swapon -a
      swapon --all
      python3 -c 'import subprocess; subprocess.run(["rm", "/etc/x"])'
      python3 -c 'import subprocess; subprocess.check_call(["rm", path])'
      python3 -c 'import os; os.system("rm " + path)'
      python3 -c 'import os; os.system(f"rm {path}")'
      python3 -c 'import os; os.system("systemctl restart app")'
      perl -e 'system("rm", "/etc/x")'
      perl -e 'system "rm /etc/x"; print "done"'
      node -e 'require("child_process").execSync("systemctl restart app")'
      awk -v f=/etc/x '{print > f}' /etc/hosts
      awk '{f = "/etc/x"; printf("%s\\n", $1) >> f}' /etc/hosts
      awk '{print > $1".txt"}' /etc/hosts
      tmux new -d 'systemctl restart app'
      tmux new-session -d -s work systemctl restart app
      tmux send-keys -t work 'systemctl restart app' Enter
      screen -dmS work systemctl restart app
      rsync -a /tmp/x/ /etc/x
      dd if=/dev/zero of=/var/x count=1
      df | tee -a /etc/motd
      gzip /var/log/app.log
      cp /tmp/x /etc/x
      mv /var/log/app.log /tmp/
      ln -sf /tmp/x /etc/x
      truncate -s 0 /var/log/app.log
      fallocate -l 1M /var/log/x
      chmod 777 /var/log/app
      rm /var/log/app.log.1
      git -C /opt/app checkout v1.4.2
      apt-get install -y strace
      dpkg -i x.deb
      redis-cli -h db config set maxmemory 1gb
      psql -c 'update orders set a = 1 where id = 2'
      psql -c 'select pg_cancel_backend(12)'
      psql -c 'with x as (delete from a where b returning *) select * from x'
      psql -c 'alter system set max_connections = 5'
      psql -c 'delete from orders where id = 3'
      python3 -c 'open("/etc/x", "w").write("y")'
      python3 -c 'import os; os.kill(12, 9)'
      perl -i -pe s/a/b/ /etc/hosts
      gawk -i inplace '{print}' /etc/hosts
      echo 1 > /proc/sys/vm/drop_caches
      echo -500 | tee /proc/12/oom_score_adj
      journalctl --rotate
      prlimit --pid 12 --nofile=4096
      useradd x
      logrotate -f /etc/logrotate.conf
    `),
  )("counts %s as a change", (line) => {
    expect(parseLine(line).class).toBe("change");
  });

  it.each(
    judged(`
      rm -r /opt/app
      rm -rf /
      rm /var/log/*.log
      sudo rm --recursive relative
      ls /var/log/*.gz | xargs rm -f
      find / -name '*.log' -delete
      find /var -name '*.gz' -exec rm {} +
      shred -u /var/log/app.log
      mkfs.ext4 /dev/sdb1
      dd if=/dev/zero of=/dev/sda
      cat /dev/zero > /dev/sda
      chmod -R 777 /opt/app
      chown -R app: /
      kill -9 -1
      kill -- -1
      kill -9 1
      pkill -9 .
      reboot
      systemctl poweroff
      journalctl --vacuum-time=1s
      crontab -r
      iptables -F
      nft flush ruleset
      psql -c 'truncate orders'
      psql -c 'DROP TABLE orders'
      psql -c 'delete from orders;'
      echo 'drop database shop' | psql
      redis-cli flushall
      python3 -c 'import shutil; shutil.rmtree("/opt/x")'
      git clean -fdx
      bash -c 'rm -rf /srv/*'
      tmux new -d 'rm -rf /srv/app'
      screen -dm bash -c 'rm -rf /srv/app'
      python3 -c 'import subprocess; subprocess.run(["rm", "-rf", "/srv/app"])'
      python3 -c 'import os; os.system("rm -rf /srv/app")'
      python3 - <<< 'import os; os.system("pkill .")'
      tar --remove-files -czf /tmp/logs.tgz /var/log/app
      tar -czf /tmp/logs.tgz --remove-files /var/log/app
      tar czf /tmp/logs.tgz /var/log/app --remove-files
      rsync -a --delete /tmp/empty/ /srv/app/
      rsync -a --delete-after /tmp/empty/ /srv/app/
    `),
  )("counts %s as destructive", (line) => {
    expect(parseLine(line).class).toBe("destructive");
  });
});

describe("which layers a command looks at", () => {
  it.each([
    ["ps aux", ["process"]],
    ["lsof -p 12", ["process", "os"]],
    ["lsof -i :80", ["process", "network"]],
    ["ss -s", ["network"]],
    ["ss -tlnp", ["process", "network"]],
    ["df -h", ["os", "host"]],
    ["du -sh /opt", ["os"]],
    ["ls -l /proc/12/fd", ["process"]],
    ["timeout 3 bash -c '</dev/tcp/10.0.0.1/80'", ["network"]],
    ["cat /proc/12/limits", ["process", "os"]],
    ["cat /proc/$(pgrep -o -u app)/limits", ["process", "os"]],
    ["cat /proc/$(pgrep app)/status", ["process"]],
    ["cat /proc/net/sockstat", ["network"]],
    ["cat /proc/loadavg", ["host"]],
    ["cat /sys/fs/cgroup/pids.max", ["os", "host"]],
    ["cat /etc/resolv.conf", ["os", "network"]],
    ["less /var/log/syslog", ["os"]],
    ["grep -i error /var/log/app/app.log", ["process"]],
    ["while read -r line; do echo $line; done < /proc/net/tcp", []],
    ["uptime", ["host"]],
    ["vmstat 1 3", ["os", "host"]],
    ["curl http://stock:7000/items", ["network"]],
    ["curl http://localhost:8080/orders", []],
    ["curl http://127.0.0.1:8080/metrics", ["process"]],
    ["strace -f dig +short shop", ["process", "network"]],
    ["some-tool-that-nobody-listed /etc", []],
  ])("sees %s as a look at %j", (line, layers) => {
    expect(parseLine(line).layers).toEqual(layers);
  });

  it("counts the looks of a line that also changes something, but no change as a look", () => {
    expect(parseLine("df -h; systemctl restart app").layers).toEqual(["os", "host"]);
    expect(parseLine("systemctl restart app").layers).toEqual([]);
  });
});
