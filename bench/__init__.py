"""Benchmarks: each runnable alone, printing ratios; the product never imports them."""
