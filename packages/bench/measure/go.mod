module kflow.dev/bench/measure

go 1.26.0
