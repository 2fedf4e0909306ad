# title: A transaction that only reads, and nothing else changed
# expect: not-fixed
# variants: one-moment
sed -i 's/"BEGIN EXCLUSIVE"/"BEGIN"/' /opt/{{service}}/jobs/publish
