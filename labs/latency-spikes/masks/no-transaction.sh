# title: Read page by page without a transaction
# variants: one-moment
sed -i -e '/BEGIN EXCLUSIVE/d' -e '/execute("COMMIT")/d' /opt/{{service}}/jobs/publish
