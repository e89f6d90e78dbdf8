#!/bin/bash
# A shop with neighbours, and no policy anywhere.
set -eu
for namespace in shop monitoring street; do
  kubectl create namespace "$namespace"
  kubectl create configmap probe --namespace "$namespace" --from-file cluster/probe.sh
done
kubectl config set-context --current --namespace shop
kubectl apply --filename cluster/shop.yaml --filename cluster/neighbours.yaml
for place in shop/db shop/api shop/web monitoring/scraper monitoring/notebook street/intruder street/drop; do
  kubectl rollout status --namespace "${place%/*}" "deployment/${place#*/}" --timeout=100s
done
kubectl annotate pod --selector app=api alarm='03:12 talked to drop.street, which no release of api does'
