#!/bin/bash
# Mend this file, then run it: ./start-orders.sh

docker rm --force orders >/dev/null 2>&1

docker run --detach --name orders \
  --memory 24m \
  --publish 8081:8000 \
  --volume "$PWD/orders:/app:ro" \
  python python3 /app/orders.py
