# What an interactive shell in the lab starts with. Yours to change.
case $- in
  *i*) ;;
  *) return ;;
esac

HISTCONTROL=ignoreboth
HISTSIZE=5000
HISTFILESIZE=10000
shopt -s histappend checkwinsize

if [ "$(id -u)" -eq 0 ]; then
  PS1='\[\e[31m\]root@\h\[\e[0m\]:\[\e[2m\]\w\[\e[0m\]# '
else
  PS1='\h:\[\e[2m\]\w\[\e[0m\]\$ '
fi
# The window's title: what runs now is set by programs themselves, the folder by us.
PROMPT_COMMAND='printf "\e]0;%s\a" "${PWD/#$HOME/\~}"'

eval "$(dircolors -b)"
alias ls='ls --color=auto'
alias ll='ls -l'
alias la='ls -A'
alias grep='grep --color=auto'
alias k=kubectl
export EDITOR=nano LESS=-R

[ -r /usr/share/bash-completion/bash_completion ] && . /usr/share/bash-completion/bash_completion
