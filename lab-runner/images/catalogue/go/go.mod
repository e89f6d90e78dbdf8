module catalogue

go 1.24
