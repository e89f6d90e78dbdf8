#!/bin/sh
echo "shop: getting up"
node server.mjs
