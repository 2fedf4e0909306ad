/*
 * Holds a shell and its terminal in the machine, so that both outlive whoever looks at them. What the shell writes is
 * numbered byte by byte and the newest of it kept; a line to the orchestrator may break and be taken up again at any number.
 *
 *   holder serve COLS ROWS SOCKET NAME   runs a login shell; dials SOCKET unless it is "-", and answers `holder attach`
 *   holder attach                        hands standard input and output to the holder of the same TERMINAL_ID, until it lets go
 *
 * TERMINAL_ID in the environment, 32 hexadecimal digits, names the shell and proves whose it is; NAME is what of it is no secret,
 * the first 8. Frames: see README.md.
 */
#define _GNU_SOURCE
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* Output kept, in bytes; a power of two. Its pages are taken as they are first written. */
#define RING (1u << 20)
/* With a line, output read ahead of what the line took: the shell waits for whoever reads. */
#define AHEAD (64u * 1024)
/* The longest payload of a frame that goes out, and of one that comes in. */
#define FRAME_OUT (64u * 1024)
#define FRAME_IN (64u * 1024)
/*
 * Input that waits for a program to read it. The line is read on whatever waits, since an interrupt may come behind it; what comes
 * beyond this is dropped, as a terminal's own queue does. Its pages are taken as they are first written.
 */
#define INPUT_MAX (16u << 20)
/* Input that a program has left unread, in bytes, from which on it may hold up an interrupt. */
#define CLOGGED 2048
/* How long the end of a shell waits for somebody to be told, in milliseconds. */
#define LAST_WORDS_MS 60000
/* From the hang-up of a shell to its being killed, in milliseconds. */
#define HANG_UP_MS 1000
/* The wait between two tries to dial grows from the one to the other while nobody attaches, in milliseconds. */
#define DIAL_MIN_MS 10
#define DIAL_MAX_MS 1000
/* After the end of a shell whose jobs still hold the terminal: this long nothing comes any more, and how often to look. In milliseconds. */
#define DRAIN_MS 200
#define DRAIN_LOOK_MS 20
/* While a shell runs that has let go of its terminal, how often to look whether it came back, in milliseconds. */
#define CLOSED_MS 100
#define ID 32
#define HEADER 5

struct line {
  int from, to; /* the same for a socket; -1 without one */
  int giver;    /* where both were handed over: whoever did waits for its end; -1 for a line that was dialled */
  int attached;
  uint64_t sent;             /* number of the next byte of output to send */
  unsigned char head[64];    /* a header or a whole small frame under way ... */
  unsigned head_at, head_to; /* ... and what of it is to be sent */
  unsigned body;             /* bytes of output that belong to it */
  unsigned char in[HEADER + FRAME_IN];
  unsigned in_have;
};

static char id[ID + 1];
static unsigned char *ring;
static uint64_t written; /* bytes that the shell wrote so far */
static int master;
static pid_t shell;
/* The shell has ended; all that it wrote was read; that it ended was put into a frame; its status as bash counts it. */
static int shell_gone, drained, telling, status;
/* Somebody who had the line wants no shell any more. */
static int dismissed;
/* When to kill the shell; since when nobody is there; since when a shell that is gone left nothing to read. 0 for none. */
static long kill_at, alone_since, quiet_since;
static long closed_until;
static long dial_at, dial_wait = DIAL_MIN_MS;
static unsigned char *waiting; /* input for the shell */
static size_t waiting_at, waiting_to;
static struct line line = {.from = -1, .to = -1, .giver = -1};
/* Somebody who has connected and is about to hand over a line; -1 for nobody. */
static int caller = -1;

static long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static uint64_t oldest(void) { return written > RING ? written - RING : 0; }

static int connected(void) { return line.from >= 0; }

static void hang_up_line(void) {
  if (line.to >= 0 && line.to != line.from) close(line.to);
  if (line.from >= 0) close(line.from);
  if (line.giver >= 0) close(line.giver);
  alone_since = now_ms();
  /* Whoever comes next is told again: nobody said that it was heard. */
  telling = 0;
  memset(&line, 0, offsetof(struct line, in));
  line.in_have = 0;
  line.from = line.to = line.giver = -1;
}

static void never_wait(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

static void put_frame(char kind, const void *payload, unsigned size) {
  uint32_t length = htobe32(size);
  line.head[0] = (unsigned char)kind;
  memcpy(line.head + 1, &length, 4);
  memcpy(line.head + HEADER, payload, size);
  line.head_at = 0;
  line.head_to = HEADER + size;
  line.body = 0;
}

static void put_number(unsigned char *at, uint64_t number) {
  number = htobe64(number);
  memcpy(at, &number, 8);
}

/* A new line takes the place of the one before: that one is likely dead without having said so. */
static void take_line(int from, int to, int giver) {
  hang_up_line();
  never_wait(from);
  never_wait(to);
  line.from = from;
  line.to = to;
  line.giver = giver;
  unsigned char hello[ID + 20];
  memcpy(hello, id, ID);
  put_number(hello + ID, oldest());
  put_number(hello + ID + 8, written);
  uint32_t pid = htobe32((uint32_t)shell);
  memcpy(hello + ID + 16, &pid, 4);
  put_frame('H', hello, sizeof hello);
}

/* What of the line's next frame can be prepared, once nothing is under way. Returns whether there is something to send. */
static int next_frame(void) {
  if (line.head_at < line.head_to || line.body > 0) return 1;
  if (!line.attached) return 0;
  if (line.sent < written) {
    uint64_t left = written - line.sent;
    uint32_t size = left > FRAME_OUT ? FRAME_OUT : (uint32_t)left;
    put_frame('O', "", 0);
    line.body = size;
    size = htobe32(size);
    memcpy(line.head + 1, &size, 4);
    return 1;
  }
  if (!drained || telling) return 0;
  uint32_t code = htobe32((uint32_t)status);
  put_frame('X', &code, 4);
  telling = 1;
  return 1;
}

static void hear(void);

static void send_some(void) {
  while (next_frame()) {
    struct iovec parts[3];
    int count = 0;
    if (line.head_at < line.head_to)
      parts[count++] = (struct iovec){line.head + line.head_at, line.head_to - line.head_at};
    unsigned from = line.sent & (RING - 1), first = RING - from;
    if (first > line.body) first = line.body;
    if (first > 0) parts[count++] = (struct iovec){ring + from, first};
    if (line.body > first) parts[count++] = (struct iovec){ring, line.body - first};
    ssize_t took = writev(line.to, parts, count);
    if (took < 0) {
      if (errno == EAGAIN || errno == EINTR) return;
      /* What it said last still counts. */
      hear();
      hang_up_line();
      return;
    }
    unsigned head = line.head_to - line.head_at;
    if (head > (size_t)took) head = (unsigned)took;
    line.head_at += head;
    line.body -= (unsigned)took - head;
    line.sent += (unsigned)took - head;
  }
}

static void forget_waiting(void) {
  free(waiting);
  waiting = NULL;
  waiting_at = waiting_to = 0;
}

/*
 * A program that does not read its input would not get an interrupt that waits behind the rest: the kernel looks at what is
 * typed only as far as its queue of 4096 bytes goes. So what waits is dropped and the signal sent, as the kernel would do.
 * Returns how many bytes that took care of.
 */
static unsigned interrupt(const unsigned char *bytes, unsigned size) {
  struct termios settings;
  if (tcgetattr(master, &settings) != 0 || !(settings.c_lflag & ISIG)) return 0;
  /* Without an interrupt character, as after `stty intr undef`, the byte that says so is one like others. */
  if (settings.c_cc[VINTR] == _POSIX_VDISABLE) return 0;
  const unsigned char *found = memrchr(bytes, settings.c_cc[VINTR], size);
  pid_t group = tcgetpgrp(master);
  if (found == NULL || group <= 1) return 0;
  int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC), unread = 0;
  if (slave < 0) return 0;
  ioctl(slave, FIONREAD, &unread);
  int clogged = waiting_at < waiting_to || unread >= CLOGGED;
  if (clogged) {
    forget_waiting();
    tcflush(master, TCOFLUSH);
    tcflush(slave, TCIFLUSH);
    kill(-group, SIGINT);
  }
  close(slave);
  return clogged ? (unsigned)(found - bytes) + 1 : 0;
}

static void type(const unsigned char *bytes, unsigned size) {
  unsigned used = interrupt(bytes, size);
  bytes += used;
  size -= used;
  if (waiting == NULL && size > 0) {
    ssize_t took = write(master, bytes, size);
    if (took > 0) {
      bytes += took;
      size -= (unsigned)took;
    }
  }
  if (size == 0 || shell_gone) return;
  if (waiting == NULL && (waiting = malloc(INPUT_MAX)) == NULL) return;
  if (size > INPUT_MAX - waiting_to) {
    memmove(waiting, waiting + waiting_at, waiting_to - waiting_at);
    waiting_to -= waiting_at;
    waiting_at = 0;
  }
  if (size > INPUT_MAX - waiting_to) size = (unsigned)(INPUT_MAX - waiting_to);
  memcpy(waiting + waiting_to, bytes, size);
  waiting_to += size;
}

static void type_waiting(void) {
  ssize_t took = write(master, waiting + waiting_at, waiting_to - waiting_at);
  if (took > 0) waiting_at += (size_t)took;
  if (took < 0 && errno != EAGAIN && errno != EINTR) waiting_at = waiting_to;
  if (waiting_at == waiting_to) forget_waiting();
}

/* As when a line is cut: the shell passes it on to its jobs, and those under nohup live on. */
static void hang_up_shell(void) {
  if (shell_gone || dismissed) return;
  kill(shell, SIGHUP);
  kill(shell, SIGCONT);
  kill_at = now_ms() + HANG_UP_MS;
}

/* Returns 0 where the other side does not keep to the frames. */
static int obey(char kind, const unsigned char *payload, unsigned size) {
  uint64_t seq;
  switch (kind) {
    case 'A':
      /* Sent before the greeting was out, it could not be answered. */
      if (size != 8 || line.attached || line.head_at < line.head_to) return 0;
      memcpy(&seq, payload, 8);
      seq = be64toh(seq);
      if (seq > written) return 0;
      line.sent = seq < oldest() ? oldest() : seq;
      line.attached = 1;
      unsigned char start[8];
      put_number(start, line.sent);
      put_frame('S', start, 8);
      dial_wait = DIAL_MIN_MS;
      return 1;
    case 'I':
      if (line.attached) type(payload, size);
      return line.attached;
    case 'R':
      if (size != 4 || !line.attached) return 0;
      struct winsize screen = {.ws_col = (unsigned short)(payload[0] << 8 | payload[1]),
                               .ws_row = (unsigned short)(payload[2] << 8 | payload[3])};
      ioctl(master, TIOCSWINSZ, &screen);
      return 1;
    case 'C':
      hang_up_shell();
      dismissed = 1;
      return 1;
    default:
      return 0;
  }
}

static void hear(void) {
  ssize_t got = read(line.from, line.in + line.in_have, sizeof line.in - line.in_have);
  if (got <= 0) {
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) hang_up_line();
    return;
  }
  line.in_have += (unsigned)got;
  unsigned at = 0;
  while (line.in_have - at >= HEADER) {
    uint32_t size;
    memcpy(&size, line.in + at + 1, 4);
    size = be32toh(size);
    if (size > FRAME_IN) return hang_up_line();
    if (line.in_have - at < HEADER + size) break;
    if (!obey((char)line.in[at], line.in + at + HEADER, size)) return hang_up_line();
    at += HEADER + size;
  }
  memmove(line.in, line.in + at, line.in_have - at);
  line.in_have -= at;
}

/* How much output may be read: all, where nobody is there; little more than the line takes, where somebody is. */
static size_t room(void) {
  if (!line.attached) return AHEAD;
  uint64_t ahead = written - line.sent;
  return ahead >= AHEAD ? 0 : AHEAD - ahead;
}

static void read_shell(void) {
  size_t most = room();
  while (most > 0) {
    unsigned from = written & (RING - 1);
    size_t size = RING - from < most ? RING - from : most;
    ssize_t got = read(master, ring + from, size);
    if (got <= 0) {
      int nothing = got < 0 && (errno == EAGAIN || errno == EINTR);
      long now = now_ms();
      if (shell_gone && nothing && quiet_since == 0) quiet_since = now;
      /* EIO: nobody holds the terminal any more. */
      if (shell_gone && (!nothing || now - quiet_since >= DRAIN_MS)) drained = 1;
      if (!shell_gone && !nothing) closed_until = now + CLOSED_MS;
      return;
    }
    written += (uint64_t)got;
    most -= (size_t)got;
    quiet_since = 0;
  }
}

static void bury(void) {
  int how;
  for (pid_t gone; (gone = waitpid(-1, &how, WNOHANG)) > 0;) {
    if (gone != shell) continue;
    shell_gone = 1;
    kill_at = closed_until = 0;
    if (!connected()) alone_since = now_ms();
    status = WIFSIGNALED(how) ? 128 + WTERMSIG(how) : WEXITSTATUS(how);
    forget_waiting();
  }
}

static socklen_t attach_address(struct sockaddr_un *address) {
  /* Abstract: it needs no file, and so no space on a disk that is full. The rest of the id stays a secret. */
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  int length = snprintf(address->sun_path + 1, sizeof address->sun_path - 1, "terminal-%.8s", id);
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length);
}

/* Never waits: where more dial than are answered, this is tried again like a dial that nobody answered. */
static void dial(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = -1;
  if (strlen(path) < sizeof address.sun_path) {
    strcpy(address.sun_path, path);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  }
  if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0) take_line(fd, fd, -1);
  else if (fd >= 0) close(fd);
  dial_at = now_ms() + dial_wait;
  dial_wait = dial_wait * 2 < DIAL_MAX_MS ? dial_wait * 2 : DIAL_MAX_MS;
}

/* Whoever connects hands over two descriptors with the first byte. The one before, who has not, waits in vain. */
static void let_in(int fd) {
  if (caller >= 0) close(caller);
  caller = fd;
}

static void hear_caller(void) {
  union {
    char room[CMSG_SPACE(2 * sizeof(int))];
    struct cmsghdr aligned;
  } control;
  char byte;
  struct iovec part = {&byte, 1};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
  ssize_t got = recvmsg(caller, &message, MSG_CMSG_CLOEXEC);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  int giver = caller, given[2];
  struct cmsghdr *first = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
  size_t size = first != NULL && first->cmsg_type == SCM_RIGHTS ? first->cmsg_len - CMSG_LEN(0) : 0;
  caller = -1;
  if (size > 0) memcpy(given, CMSG_DATA(first), size);
  if (size == sizeof given) return take_line(given[0], given[1], giver);
  if (size > 0) close(given[0]);
  close(giver);
}

static int root_only(int fd) {
  struct ucred peer;
  socklen_t size = sizeof peer;
  return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == 0;
}

static void run_shell(void) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGHUP, SIG_DFL);
  unsetenv("TERMINAL_ID");
  execl("/bin/bash", "bash", "-l", (char *)NULL);
  _exit(127);
}

/* Returns 0 where the terminal or what is needed to watch it can't be had. */
static int start_shell(struct winsize *screen, int *deaths) {
  sigset_t children;
  sigemptyset(&children);
  sigaddset(&children, SIGCHLD);
  sigprocmask(SIG_BLOCK, &children, NULL);
  signal(SIGHUP, SIG_IGN);
  *deaths = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
  ring = mmap(NULL, RING, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (*deaths < 0 || ring == MAP_FAILED) return 0;
  shell = forkpty(&master, NULL, NULL, screen);
  if (shell < 0) return 0;
  if (shell == 0) run_shell();
  fcntl(master, F_SETFD, FD_CLOEXEC);
  fcntl(master, F_SETFL, O_RDWR | O_NONBLOCK);
  alone_since = now_ms();
  return 1;
}

/* When there is something to do although nothing happens; -1 for never. */
static long next_look(long now, int dials) {
  long at[] = {
      dials && !connected() ? dial_at : 0,
      kill_at,
      shell_gone && !drained && room() > 0 ? now + DRAIN_LOOK_MS : 0,
      closed_until,
      drained && !connected() ? alone_since + LAST_WORDS_MS : 0,
  };
  long first = -1;
  for (unsigned each = 0; each < sizeof at / sizeof *at; each++)
    if (at[each] > 0 && (first < 0 || at[each] < first)) first = at[each];
  return first;
}

/* The shell is gone, and nobody is left who would have to be told. */
static int done(void) {
  if (!shell_gone) return 0;
  int told = telling && line.head_at == line.head_to;
  if (dismissed && (!connected() || !line.attached || told)) return 1;
  return drained && !connected() && now_ms() - alone_since >= LAST_WORDS_MS;
}

static int serve(int argc, char **argv) {
  struct winsize screen = {.ws_col = (unsigned short)atoi(argv[2]), .ws_row = (unsigned short)atoi(argv[3])};
  const char *path = argc > 4 && strcmp(argv[4], "-") != 0 ? argv[4] : NULL;
  struct sockaddr_un address;
  socklen_t size = attach_address(&address);
  int deaths, door = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (door < 0 || bind(door, (struct sockaddr *)&address, size) != 0 || listen(door, 4) != 0) return 1;
  if (!start_shell(&screen, &deaths)) return 1;

  while (!done()) {
    long now = now_ms();
    if (path != NULL && !connected() && now >= dial_at) dial(path);
    if (kill_at > 0 && now >= kill_at) {
      kill(shell, SIGKILL);
      kill_at = 0;
    }
    if (closed_until <= now) closed_until = 0;
    if (shell_gone && !drained) read_shell();

    long look = next_look(now, path != NULL);
    int sends = connected() && next_frame();
    short master_events = (room() > 0 ? POLLIN : 0) | (waiting != NULL ? POLLOUT : 0);
    int quiet = drained || master_events == 0 || closed_until > 0;
    struct pollfd watched[7] = {
        {deaths, POLLIN, 0},
        {door, POLLIN, 0},
        {quiet ? -1 : master, master_events, 0},
        {line.from, POLLIN, 0},
        {line.to, sends ? POLLOUT : 0, 0},
        {line.giver, 0, 0},
        {caller, POLLIN, 0},
    };
    if (poll(watched, 7, look < 0 ? -1 : look > now ? (int)(look - now) : 0) < 0 && errno != EINTR) return 1;

    if (watched[0].revents) {
      struct signalfd_siginfo info;
      while (read(deaths, &info, sizeof info) > 0) {
      }
      bury();
    }
    if (watched[3].revents & POLLIN) hear();
    if (watched[2].revents & POLLOUT && waiting != NULL) type_waiting();
    if (watched[2].revents & (POLLIN | POLLHUP | POLLERR)) read_shell();
    if (connected()) send_some();
    short ends = (watched[3].revents | watched[4].revents | watched[5].revents) & (POLLHUP | POLLERR);
    if (ends && connected() && line.from == watched[3].fd) hang_up_line();
    if (watched[6].revents) hear_caller();
    if (watched[1].revents) {
      int fd = accept4(door, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
      if (fd >= 0 && root_only(fd)) let_in(fd);
      else if (fd >= 0) close(fd);
    }
  }
  return 0;
}

/* Waits until the holder lets go of what it was handed: standard input and output close with us. */
static int attach(void) {
  struct sockaddr_un address;
  socklen_t size = attach_address(&address);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, size) != 0) return 1;
  union {
    char room[CMSG_SPACE(2 * sizeof(int))];
    struct cmsghdr aligned;
  } control = {0};
  char byte = 0;
  struct iovec part = {&byte, 1};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
  struct cmsghdr *first = CMSG_FIRSTHDR(&message);
  first->cmsg_level = SOL_SOCKET;
  first->cmsg_type = SCM_RIGHTS;
  first->cmsg_len = CMSG_LEN(2 * sizeof(int));
  memcpy(CMSG_DATA(first), (int[]){0, 1}, 2 * sizeof(int));
  if (sendmsg(fd, &message, 0) != 1) return 1;
  while (read(fd, &byte, 1) < 0 && errno == EINTR) {
  }
  return 0;
}

int main(int argc, char **argv) {
  const char *given = getenv("TERMINAL_ID");
  if (given == NULL || strlen(given) != ID) return 2;
  memcpy(id, given, ID);
  signal(SIGPIPE, SIG_IGN);
  if (argc >= 4 && strcmp(argv[1], "serve") == 0) return serve(argc, argv);
  if (argc == 2 && strcmp(argv[1], "attach") == 0) return attach();
  return 2;
}
