/*
 * PID 1 of a machine: runs the boot steps, keeps runsvdir alive, reaps whatever is left to it.
 * `kill -9 -1` from inside ends every process but this one; the services then come back.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How long services have to end after SIGTERM before everything is killed, in milliseconds. */
#define STOP_MS 1500

static const char *const ENVIRONMENT[] = {
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG=C.UTF-8",
    "TZ=UTC",
    NULL,
};

static long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

/* Starts a program with every signal as a new process expects it. Returns its process id, or -1. */
static pid_t start(const char *const argv[]) {
  pid_t pid = fork();
  if (pid != 0) return pid;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  execve(argv[0], (char *const *)argv, (char *const *)ENVIRONMENT);
  _exit(127);
}

/* Runs a boot step to its end. A stop that is asked for meanwhile waits for it: boot steps are short. */
static void step(const char *const argv[]) {
  pid_t pid = start(argv);
  while (pid > 0) {
    pid_t gone = waitpid(-1, NULL, 0);
    if (gone == pid || (gone < 0 && errno == ECHILD)) break;
  }
}

/* Ends services in order, then everything else. */
static void stop(pid_t supervisor) {
  /* runsvdir passes SIGHUP on as SIGTERM to each runsv, which ends its service. */
  if (supervisor > 0) kill(supervisor, SIGHUP);
  long deadline = now_ms() + STOP_MS;
  const struct timespec pause = {0, 10 * 1000000L};
  while (now_ms() < deadline) {
    pid_t gone = waitpid(-1, NULL, WNOHANG);
    if (gone < 0) break;
    if (gone == supervisor) kill(-1, SIGTERM);
    if (gone == 0) nanosleep(&pause, NULL);
  }
  kill(-1, SIGKILL);
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
}

int main(void) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);

  const char *const local[] = {"/bin/sh", "/etc/rc.local", NULL};
  const char *const units[] = {"/usr/lib/units/boot", NULL};
  const char *const runsvdir[] = {"/usr/bin/runsvdir", "-P", "/run/service", NULL};
  if (access(local[1], R_OK) == 0) step(local);
  step(units);

  pid_t supervisor = start(runsvdir);
  for (;;) {
    siginfo_t info;
    /* The timeout only matters where a start failed, for example at the process limit. */
    const struct timespec second = {1, 0};
    int signo = sigtimedwait(&all, &info, &second);
    if (signo == SIGTERM || signo == SIGINT || signo == SIGHUP || signo == SIGPWR) {
      stop(supervisor);
      return 0;
    }
    for (pid_t gone; (gone = waitpid(-1, NULL, WNOHANG)) > 0;) {
      if (gone == supervisor) supervisor = -1;
    }
    if (supervisor < 0) {
      const struct timespec breath = {0, 200 * 1000000L};
      nanosleep(&breath, NULL);
      supervisor = start(runsvdir);
    }
  }
}
