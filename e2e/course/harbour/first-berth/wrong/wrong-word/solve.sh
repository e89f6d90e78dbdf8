#!/bin/bash
echo Moored >log.txt
