"""The sentence that customers read on their receipt."""
TEXTS = {
    "en": "Thank you. {amount} EUR were charged to your card.",
    "de": "Vielen Dank. Ihre Karte wurde mit {amount} EUR belastet.",
    "fr": "Merci. {amount} EUR ont été débités de votre carte.",
    "it": "Grazie. {amount} EUR sono stati addebitati sulla tua carta.",
    "nl": "Bedankt. {amount} EUR is van uw kaart afgeschreven.",
}


def wanted(header):
    """Languages of an Accept-Language header, the most wanted first."""
    found = []
    for part in header.split(","):
        tag, weight = part.strip(), 1.0
        if ";" in tag:
            tag, weight = tag.split(";q=")
        found.append((float(weight), tag.lower()))
    return [tag for weight, tag in sorted(found, key=lambda each: -each[0]) if weight > 0]


def sentence(cents, header=""):
    """The sentence in the first wanted language that we have, else in English."""
    languages = [tag.partition("-")[0] for tag in wanted(header)]
    language = next((each for each in languages if each in TEXTS), "en")
    return language, TEXTS[language].format(amount=f"{cents // 100}.{cents % 100:02}")
