from typing import NamedTuple, List
class SpokenTurn(NamedTuple):
    text: str; noise: bool; doubtful: List[str]
def clean_turn(text): return SpokenTurn(text,False,[])
