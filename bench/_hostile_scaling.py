"""placeholder"""
def measure(formats, megabytes):
    return 0
