#!/bin/bash
set -eu
kind create cluster --name dev
