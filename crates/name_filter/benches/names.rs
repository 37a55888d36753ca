//! How long a name takes: ordinary ones of many countries, and rude ones in disguise.

#![allow(missing_docs, reason = "criterion's macros make public items")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use name_filter::Filter;

fn names(c: &mut Criterion) {
    let filter = Filter::default();
    let mut group = c.benchmark_group("names");
    for (name, sheet) in
        [("ordinary", include_str!("../tests/data/ordinary.txt")), ("rude", include_str!("../tests/data/rude.txt"))]
    {
        let names: Vec<_> = sheet.lines().map(|line| line.rsplit('\t').next().unwrap_or(line)).collect();
        group.throughput(Throughput::Elements(names.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| names.iter().filter(|name| filter.is_rude(black_box(name))).count());
        });
    }
    group.finish();
    c.bench_function("filter made", |b| b.iter(Filter::default));
}

criterion_group!(benches, names);
criterion_main!(benches);
