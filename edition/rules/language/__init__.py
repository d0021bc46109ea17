"""What Chinese documents say and how: classes of words, set phrases, days,
sentences, scripts; evidence weighed."""
