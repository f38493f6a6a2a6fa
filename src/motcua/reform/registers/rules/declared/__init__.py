"""The registers, declared by field of reform: data that reads as the head of a register book."""
