# shellcheck shell=sh
# Debian keeps programs like iptables and capsh from the path of everybody but root; tutorials do not.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
