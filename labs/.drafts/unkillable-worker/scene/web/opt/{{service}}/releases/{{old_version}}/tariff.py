"""What the carriage of a parcel costs."""
import dataclasses
import tomllib


@dataclasses.dataclass
class Tariff:
    name: str
    base_cents: int
    per_kg_cents: int
    fuel_percent: int

    @classmethod
    def load(cls, path):
        with open(path, "rb") as file:
            known = {field.name for field in dataclasses.fields(cls)}
            return cls(**{key: value for key, value in tomllib.load(file).items() if key in known})

    def charge(self, grams):
        """In cents. Each kilogram that was begun counts; fuel is rounded half up."""
        kilograms = -(-grams // 1000)
        net = self.base_cents + kilograms * self.per_kg_cents
        return (net * (100 + self.fuel_percent) + 50) // 100
