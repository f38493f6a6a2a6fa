"""Feedback and proposals of the public: what was answered, one's own to send, and how it stands."""
