# Links of a second are over, and the time in which they have to be gone goes by; less of it where nearly all are gone sooner.
end=$((SECONDS + 16))
sleep 1.2
until [ "$SECONDS" -ge "$end" ]; do
  left=$(find /var /srv /opt /home /tmp /run /dev/shm /mnt /root -user {{service}} -type f -mmin -3 ! -name '*.pdf' 2> /dev/null | wc -l)
  [ "$left" -le 90 ] && sleep 0.5 && break
  sleep 0.5
done
