// System calls that machines and probes may make, by purpose. What is in no list answers EPERM: mounting, namespaces,
// kernel modules, bpf, perf, keyrings, io_uring, userfaultfd, clocks, quotas, swap, reboot.
// A name that the engine's libseccomp does not know is skipped by it, so names of newer kernels do no harm.

const files = `
  access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2 fadvise64 fchdir
  fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync flock fstat fstatfs fsync ftruncate futimesat getcwd getdents
  getdents64 lchown link linkat lseek lstat mkdir mkdirat mknod mknodat name_to_handle_at newfstatat open openat openat2
  readlink readlinkat rename renameat renameat2 rmdir stat statfs statx symlink symlinkat sync sync_file_range syncfs
  truncate umask unlink unlinkat utime utimensat utimes cachestat file_getattr file_setattr listmount statmount`;

const attributes = `
  fgetxattr flistxattr fremovexattr fsetxattr getxattr getxattrat lgetxattr listxattr listxattrat llistxattr lremovexattr
  lsetxattr removexattr removexattrat setxattr setxattrat`;

const transfer = `
  ioctl pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead readv sendfile splice tee vmsplice write
  writev io_cancel io_destroy io_getevents io_pgetevents io_setup io_submit`;

const waiting = `
  epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 inotify_add_watch inotify_init
  inotify_init1 inotify_rm_watch fanotify_mark pause poll ppoll pselect6 select signalfd signalfd4 timerfd_create
  timerfd_gettime timerfd_settime`;

const memory = `
  brk madvise map_shadow_stack membarrier memfd_create memfd_secret mincore mlock mlock2 mlockall mmap mprotect mremap mseal
  msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect process_madvise process_mrelease remap_file_pages`;

const processes = `
  capget capset execve execveat exit exit_group fork futex futex_requeue futex_wait futex_waitv futex_wake get_robust_list
  get_thread_area getcpu getpgid getpgrp getpid getppid getpriority getrlimit getrusage getsid gettid ioprio_get ioprio_set
  kill pidfd_open pidfd_send_signal prctl prlimit64 restart_syscall rseq sched_get_priority_max sched_get_priority_min
  sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setattr
  sched_setparam sched_setscheduler sched_yield seccomp set_robust_list set_thread_area set_tid_address setpgid setpriority
  setrlimit setsid tgkill tkill vfork wait4 waitid landlock_add_rule landlock_create_ruleset landlock_restrict_self
  lsm_get_self_attr lsm_list_modules lsm_set_self_attr arch_prctl`;

// strace, gdb and lsof; the kernel still asks for CAP_SYS_PTRACE where the processes are another user's.
const tracing = "kcmp pidfd_getfd process_vm_readv process_vm_writev ptrace";

const identity = `
  getegid geteuid getgid getgroups getresgid getresuid getuid setfsgid setfsuid setgid setgroups setregid setresgid setresuid
  setreuid setuid`;

const signals = `
  rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_tgsigqueueinfo
  sigaltstack`;

const time = `
  adjtimex alarm clock_adjtime clock_getres clock_gettime clock_nanosleep getitimer gettimeofday nanosleep setitimer time
  timer_create timer_delete timer_getoverrun timer_gettime timer_settime times`;

const network = `
  accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg sendmmsg sendmsg sendto
  setsockopt shutdown`;

const messages = `
  mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend mq_unlink msgctl msgget msgrcv msgsnd semctl semget semop
  semtimedop shmat shmctl shmdt shmget`;

const system = "getrandom sysinfo uname";

/** All names of system calls that are allowed whatever their arguments. */
export const allowedCalls: readonly string[] = [
  files,
  attributes,
  transfer,
  waiting,
  memory,
  processes,
  tracing,
  identity,
  signals,
  time,
  network,
  messages,
  system,
].flatMap((names) => names.trim().split(/\s+/));
