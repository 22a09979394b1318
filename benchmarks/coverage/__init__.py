"""Live coverage under load: how long an entry takes to each of many readers, and who misses one."""
