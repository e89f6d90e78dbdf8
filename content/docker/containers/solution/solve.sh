#!/bin/bash
set -eu
answers() { curl --silent --retry 30 --retry-all-errors --retry-delay 1 --output /dev/null http://127.0.0.1:8081/health; }

# task: orders-answers
cat > start-orders.sh <<'SCRIPT'
#!/bin/bash
# Mend this file, then run it: ./start-orders.sh

docker rm --force orders >/dev/null 2>&1

docker run --detach --name orders \
  --memory 96m \
  --env ORDERS_TOKEN="$(cat secrets/orders-token)" \
  --publish 8081:8000 \
  --volume "$PWD/orders:/app:ro" \
  python python3 /app/orders.py
SCRIPT
./start-orders.sh
answers

# task: orders-bounded
docker update --memory 96m --memory-swap 96m orders

# task: clock-stops
docker rm --force clock
docker run --detach --init --name clock busybox sh -c 'while true; do date; sleep 1; done'
docker stop clock

# task: loopback
sed -i 's/--publish 8081:8000/--publish 127.0.0.1:8081:8000/' start-orders.sh
./start-orders.sh
answers

# task: secret
cat > start-orders.sh <<'SCRIPT'
#!/bin/bash
# Mend this file, then run it: ./start-orders.sh

docker rm --force orders >/dev/null 2>&1

docker run --detach --name orders \
  --memory 96m \
  --env ORDERS_TOKEN_FILE=/run/secrets/orders-token \
  --volume "$PWD/secrets/orders-token:/run/secrets/orders-token:ro" \
  --publish 127.0.0.1:8081:8000 \
  --volume "$PWD/orders:/app:ro" \
  python python3 /app/orders.py
SCRIPT
./start-orders.sh
answers

# task: restarts
sed -i 's/--memory 96m/--memory 96m --restart on-failure:5/' start-orders.sh
./start-orders.sh
answers
curl --silent 'http://127.0.0.1:8081/orders?limit=banana' || true
answers
