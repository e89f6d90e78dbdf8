#!/bin/bash
set -u
. "$CHECK_LIB"

find_pod web
if is_ready; then exit 0; fi
image=$(of_pod '.spec.containers[0].image')
state=$(state_of_pod)
case $state in
  ErrImagePull | ImagePullBackOff | InvalidImageName)
    not_yet "The node can't get the image of web. The event says which name it asked for, and what the registry answered." \
      "an image that the registry has" "$image" ;;
esac
if [ -n "$(of_pod '.status.containerStatuses[0] | (.state.terminated // .lastState.terminated).reason')" ]; then
  not_yet "The image was pulled, and what is in it does not stay: its program ended. web should run a web server." \
    "a container that runs" "$state of $image"
fi
not_yet "web is on its way and not ready yet." "Ready" "$state of $image"
