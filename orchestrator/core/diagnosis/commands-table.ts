// What the usual commands do to a machine, and which layers they look at. A name that is missing here is taken for
// a look at something: a good tool that nobody listed must not score worse.
import type { Layer } from "../../protocol/labs.ts";
import { names, TOOLS_BY_WORDS, type Tool } from "./tools-by-words.ts";

/** The shell's own, and what shows nothing of the machine. A shell that is opened does nothing by itself. */
const NEUTRAL = `: true false echo printf history cd pushd popd dirs pwd export set unset shopt local declare typeset
  readonly let read mapfile readarray alias unalias sleep clear reset exit logout return break continue shift wait jobs
  fg bg disown hash help man info apropos whatis tldr test [ [[ trap getopts seq yes basename
  dirname expr bc logger tput stty tty tmux screen script sudo su doas runuser bash sh dash zsh ksh ash rbash xargs
  parallel ssh exec eval builtin enable umask watch time timeout nohup unshare nsenter chroot`;

/** Readers of files and filters: which layer they look at depends on the file. */
const READERS = `cat tac nl head tail less more most zless zcat zgrep bzcat xzcat grep egrep fgrep rg ag ack cut tr sort
  uniq wc column paste join comm diff sdiff cmp md5sum sha1sum sha256sum cksum xxd hexdump od strings jq yq fold rev
  base64 readlink realpath view vi vim nvim vimdiff ex nano pico ed emacs micro joe mcedit rvim sudoedit
  source . awk gawk mawk nawk sed perl python python2 python3 ruby node php lua multitail lnav bat env printenv
  which type whereis command`;

/** Commands that only look, by what they look at. */
const OBSERVING: readonly (readonly [readonly Layer[], string])[] = [
  [
    ["process"],
    `ps pgrep pidof pstree ltrace strace gdb gstack pstack eu-stack jstack jmap jstat jcmd py-spy pmap pwdx pidstat smem peekfd psql mysql mariadb sqlite3 pg_isready pg_lsclusters pgbadger iotop perf bpftrace bcc`,
  ],
  [["process", "host"], "top htop atop btop glances nmon"],
  [["process", "os"], "lsof lslocks ipcs"],
  [["process", "network"], "nethogs"],
  [
    ["os"],
    `getfacl lsattr lsblk blkid findmnt quota repquota sestatus getenforce aa-status uname lsmod
     modinfo slabtop getconf locale last lastb lastlog who users id whoami groups faillog getcap capsh namei apt-cache
     dpkg-query ldd ldconfig systemd-analyze systemd-cgls systemd-delta zdump lsns lsipc lsinitramfs ausearch
     aureport dmesg needrestart debsums`,
  ],
  [["os", "host"], "df free vmstat slabinfo systemd-cgtop systemd-detect-virt virt-what"],
  [
    ["host"],
    `uptime w iostat mpstat sar dstat tload nproc lscpu lsmem lspci lsusb lshw dmidecode numastat smartctl sensors arch
     hostid turbostat cpupower`,
  ],
  [
    ["network"],
    `netstat dig nslookup host whois ping ping6 fping mtr traceroute traceroute6 tracepath nc ncat netcat telnet nmap
     tcpdump tshark iftop nload bmon ngrep socat arping iperf iperf3 ifstat nstat ss curl wget ab wrk hey siege delv`,
  ],
];

/** Commands that change something. Those with files are a change only where the file matters, see classify-files.ts. */
const CHANGING = `cp mv ln install touch mkdir rmdir rm unlink tee truncate shred dd chmod chown chgrp chattr setfacl
  setcap mkfifo mknod rename patch gzip gunzip bzip2 xz zstd unzip zip tar rsync scp split kill pkill killall skill
  snice renice useradd usermod userdel adduser deluser groupadd groupdel groupmod passwd chpasswd chage gpasswd
  umount swapoff losetup modprobe insmod rmmod depmod setenforce aa-enforce aa-complain update-alternatives
  update-rc.d chkconfig ntpdate hwclock logrotate fsck e2fsck xfs_repair resize2fs xfs_growfs tune2fs
  lvcreate lvextend lvresize vgextend pvcreate growpart partprobe at batch createdb createuser dropuser pg_restore
  vacuumdb reindexdb update-ca-certificates update-grub update-initramfs dhclient ifup ifdown wondershaper
  systemd-tmpfiles start-stop-daemon runsv runsvdir svlogd a2ensite a2dissite a2enmod a2dismod make cron anacron
  run-parts newaliases svc initctl start stop restart reload`;

const DESTROYING = `mkswap wipefs fdisk sfdisk cfdisk gdisk sgdisk parted lvremove vgremove pvremove
  reboot shutdown halt poweroff init telinit killall5 dropdb blkdiscard debugfs initdb`;

/** All commands that are known, by name. */
export const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ...names(NEUTRAL).map((name) => [name, { class: "neutral" }] as const),
  ...names(READERS).map((name) => [name, { class: "observe", paths: true }] as const),
  ...OBSERVING.flatMap(([layers, list]) => names(list).map((name) => [name, { class: "observe", layers }] as const)),
  ...names(CHANGING).map((name) => [name, { class: "change" }] as const),
  ...names(DESTROYING).map((name) => [name, { class: "destructive" }] as const),
  ...Object.entries(TOOLS_BY_WORDS),
]);
