# title: Not even a glance
true
