//! What remains of a show: the report.
