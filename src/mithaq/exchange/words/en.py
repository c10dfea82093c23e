"""256 English words for fingerprints read aloud; word n stands for the byte n."""

from __future__ import annotations

from typing import Final

WORDS: Final = tuple(
    """
acorn almond anchor animal antenna apple apricot arrow artist avenue bakery balcony ballad
bamboo banana banner beacon bedroom blanket blossom bottle bread breakfast breeze bridge broom
buffalo button cabbage cabin camel candle canvas captain carpet carriage castle cedar chair
chapter cherry chicken chimney cinnamon circle citizen classroom cloud coconut coffee concert
corner cotton country cousin cradle cricket crocodile crystal curtain cypress daisy dancer
december desert diamond doctor dolphin doorway dragon dream drummer earring east elbow emerald
envelope fabric falcon farmer feather festival fiddle finger fireplace flag flamingo flower
flute forest friday garden garlic gazelle giant giraffe glacier glove goat goose gorilla
grandmother granite grape hammer harbour hawk hazelnut hedgehog helmet herring highway honey
horizon hospital hotel hour iceberg island jacket january jasmine jungle kangaroo kettle kitchen
kite kitten ladder lagoon lake language lantern laundry leopard library lighthouse lily lizard
lobster mango marble meadow medal melon merchant mirror moon morning mosaic museum mushroom
musician napkin necklace needle notebook november nurse oasis ocean october onion orange orchard
ostrich oven paddle painter panther paper parrot peacock peanut pearl pelican pencil penguin
pepper perfume piano pigeon pilot pineapple plum pocket poet pottery pyramid quarter queen radio
rainbow raven ribbon rice river robin rooster ruby saffron sailor salmon sandal saturday scarf
scissors seagull shadow shoulder silver sister snow spider spoon squirrel station statue storm
street student sunday sunflower swan table teacher telescope temple thread thunder timber tomato
tower tractor train traveller treasure triangle tulip turtle umbrella uncle valley village
vinegar violin volcano wagon walnut water weaver whale window winter yogurt zebra
""".split()  # noqa: SIM905  (a table, not 256 pairs of quotes)
)
