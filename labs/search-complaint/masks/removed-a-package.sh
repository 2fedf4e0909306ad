# title: Remove a package that nobody needs
dpkg --purge traceroute
