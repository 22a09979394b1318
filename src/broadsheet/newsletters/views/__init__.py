"""Readers' pages about newsletters. Plain forms; what they change, they change by POST only.

Programs that look through mails follow every link in them: no GET changes anything.
"""
