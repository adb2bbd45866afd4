module syngate.dev/benchmarks

go 1.21
