from probe import *

if stat("/etc/enabled") is not None:
    met("It is enabled.")
not_met("It would not start again.")
