#!/bin/bash
set -eu
sed -i '/--publish/d' start-orders.sh
./start-orders.sh
