import base64
import hashlib
import hmac
import re
import time

TOLERANCE_SECONDS = 300


def verify_webhook(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Whether Ivorey sent this request, just now.

    secret: of the endpoint, `whsec_…`. With an empty one anybody could sign, so nothing is accepted then.
    headers: of the request, with names in lower case.
    body: as it came, to the byte; parse it afterwards.
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    match = re.fullmatch(r"whsec_([A-Za-z0-9+/]{43}=)", secret)
    if match is None:
        return False
    key = base64.b64decode(match[1])
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    # More than one while the secret is rotated.
    signatures = headers.get("webhook-signature", "").split(" ")
    return any(hmac.compare_digest(expected, given.encode()) for given in signatures)
