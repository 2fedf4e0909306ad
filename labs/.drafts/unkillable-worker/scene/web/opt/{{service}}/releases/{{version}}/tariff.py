"""What the carriage of a parcel costs."""
import dataclasses
import tomllib

ZONES = ("mainland", "islands")


@dataclasses.dataclass
class Tariff:
    name: str
    base_cents: int
    per_kg_cents: int
    fuel_percent: int
    islands_cents: int

    @classmethod
    def load(cls, path):
        with open(path, "rb") as file:
            return cls(**tomllib.load(file))

    def charge(self, zone, grams):
        """In cents. Each kilogram that was begun counts; fuel is rounded half up; islands cost the same for any weight."""
        kilograms = -(-grams // 1000)
        net = self.base_cents + kilograms * self.per_kg_cents
        charge = (net * (100 + self.fuel_percent) + 50) // 100
        return charge + (self.islands_cents if zone == "islands" else 0)
