# title: Open this release, and publish no more

chmod -R a+rX /srv/{{site}}

printf '#!/bin/sh\n' > /usr/local/sbin/publish-{{site}}
