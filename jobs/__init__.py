"""The RQ side: functions that look at rows and call services. Runs without Flask."""
