# title: Roll back, and leave it at that
release 3.7.4
