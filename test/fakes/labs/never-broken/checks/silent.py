from probe import *

not_met("All is well.")
