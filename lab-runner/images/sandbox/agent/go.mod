module drydock-agent

go 1.24
