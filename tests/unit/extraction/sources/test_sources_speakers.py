"""Who speaks: one table of articles, each with its quotes and the names that must come out."""

from __future__ import annotations

import pytest

from tests.unit.extraction.sources.source_articles import Said, sources_of, speakers_of
from workers.extraction.document import Name

CASES = {
    "a bare office before its only holder is named": (
        "Two ferries met in fog.\n\nBy staff writers\n\nNobody was hurt.\n\nThe captain replied: “Turning.”\n\n"
        "The inquiry is closed.\n\n“We warned them,” said Captain Evan Dahl of the union.",
        [Said("Turning", "replied", "The captain"), Said("We warned them", "said", "Captain Evan Dahl")],
        ["The captain", "Evan Dahl"],
    ),
    "a body with a trade of its own is not the outlet told": (
        "It was late, a pilot tells Coast Weekly. The rescue centre in Dalvik says that it was told.",
        [
            Said("It was late", "tells", "a pilot", kind="indirect"),
            Said("that it was told", "says", "The rescue centre in Dalvik", kind="indirect"),
        ],
        ["a pilot", "rescue centre in Dalvik"],
    ),
    "an executive is not the firm he left": (
        "A former executive at the toy maker Belmora told senators that the doll was sold untested.",
        [Said("that the doll was sold untested", "told", "A former executive at the toy maker Belmora", "indirect")],
        ["A former executive at the toy maker Belmora"],
    ),
    "the author inside a noun that reports": (
        "Mona Lie, a lawyer for Ola Dahl, was not heard. The vote against Dahl came despite warnings from his lawyer "
        "that it was useless.",
        [Said("that it was useless", "warnings from his lawyer", None, kind="indirect")],
        ["Mona Lie"],
    ),
    "the document that a clause describes": (
        "A slide that Mr. Dahl and his crew hand out shows what a net costs.",
        [Said("what a net costs", "shows", "Mr. Dahl and his crew hand out", kind="indirect")],
        ["A slide"],
    ),
    "the person set beside a noun is the pronoun's": (
        "“We laughed,” says Imogen Hale, the lead author.\n\nThe student, second author Kwame Lie, did not. "
        "He went back. “I stood there,” he says.",
        [Said("We laughed", "says", "Imogen Hale"), Said("I stood there", "he says", "he")],
        ["Imogen Hale", "Kwame Lie"],
    ),
    "a dash is no cue": (
        "– It was quick, says leader Evan Dahl.\n\n– Did you know the line?\n\n– We had it with us, all of us.",
        [
            Said("It was quick", "says", "leader Evan Dahl"),
            Said("Did you know the line?", "–", "We had it with us"),
            Said("We had it with us, all of us."),
        ],
        ["Evan Dahl", None, "Evan Dahl"],
    ),
    "the document of somebody's team is a source of its own": (
        "Dr Mona Lie runs the clinic. Her team’s trial found that rest helps.",
        [Said("that rest helps", "found", "Her team’s trial", kind="indirect")],
        ["Her team’s trial"],
    ),
    "whose joins to the name before it": (
        "It came from the Turnip Herald, whose profile calls itself a joke.",
        [Said("itself a joke", "calls", "whose profile", kind="indirect")],
        ["Turnip Herald"],
    ),
    "who is said to have argued": (
        "Mona Lie was reported to have argued that the rate was wrong.",
        [Said("that the rate was wrong", "was reported to have argued", None, kind="indirect")],
        ["Mona Lie"],
    ),
    "the subject stands after the participle's content": (
        "Mona Lie came home. After saying that the leg hurt, she went to bed.",
        [Said("that the leg hurt", "saying", None, kind="indirect")],
        ["Mona Lie"],
    ),
    "a sentence that opens with whose view it gives": (
        "“No,” said Ola Dahl.\n\nFor Mona Lie, a teacher, the matter is not closed. “It is early,” she says.",
        [Said("No", "said", "Ola Dahl"), Said("It is early", "says", "she")],
        ["Ola Dahl", "Mona Lie"],
    ),
    "the person brought in with a role is the pronoun's": (
        "“No,” says tourist Evan Dahl. It takes long, according to Pål Lie, area manager. – We have steel, he says.",
        [Said("No", "says", "tourist Evan Dahl"), Said("We have steel", "says", "he")],
        ["Evan Dahl", "Pål Lie"],
    ),
    "two nouns for one person": (
        "Mrs. Mona Lie lost her stock. “Settle it,” the widow and mother of five said.",
        [Said("Settle it", "said", "the widow and mother of five")],
        ["Mona Lie"],
    ),
    "surname after full name": (
        "Mona Lie left early. “It is over,” said Lie.",
        [Said("It is over", "said", "Lie")],
        ["Mona Lie"],
    ),
    "surname before full name": (
        "Lie is back. Mona Lie won the race. “I am tired,” said Lie.",
        [Said("I am tired", "said", "Lie")],
        ["Mona Lie"],
    ),
    "first name": (
        "Mona Lie won the race. “I am tired,” said Mona.",
        [Said("I am tired", "said", "Mona")],
        ["Mona Lie"],
    ),
    "title and surname": (
        "The road is closed, said Senator Ruth Moss. Mr. Adam Moss disagreed. “Open it,” said Mr. Moss.",
        [Said("Open it", "said", "Mr. Moss")],
        ["Adam Moss"],
    ),
    "initials stand for the name": (
        "J. B. Carver wrote the plan. “Read it,” said Carver.",
        [Said("Read it", "said", "Carver")],
        ["J. B. Carver"],
    ),
    "middle initial dropped": (
        "Paul D. Renner arrived. Later Paul Renner spoke. “Fine,” said Renner.",
        [Said("Fine", "said", "Renner")],
        ["Paul D. Renner"],
    ),
    "nickname inside the name": (
        "Rodel “Odie” Macaraeg runs the ferry. “We sail at six,” said Macaraeg.",
        [Said("We sail at six", "said", "Macaraeg")],
        ["Rodel “Odie” Macaraeg"],
    ),
    "short form of a given name": (
        "William Harkin owns the mill. Bill Harkin was at work. “It runs,” said Harkin.",
        [Said("It runs", "said", "Harkin")],
        ["William Harkin"],
    ),
    "particles": (
        "Itumeleng van Rooyen counted them. “There are nine,” said Van Rooyen.",
        [Said("There are nine", "said", "Van Rooyen")],
        ["Itumeleng van Rooyen"],
    ),
    "arabic name with bin and al": (
        "Engineer Salim bin Nasser Al-Hinai spoke. “No house will thirst,” said Al-Hinai.",
        [Said("No house will thirst", "said", "Al-Hinai")],
        ["Salim bin Nasser Al-Hinai"],
    ),
    "diacritics left out later": (
        "José Núñez owns the bar. “We open at noon,” said Nunez.",
        [Said("We open at noon", "said", "Nunez")],
        ["José Núñez"],
    ),
    "family name first": (
        "Minister Choe Nam Gil visited. “We stand firm,” Choe said.",
        [Said("We stand firm", "said", "Choe")],
        ["Choe Nam Gil"],
    ),
    "honorific suffix": (
        "Toyoko Inada-san, 88, folds the timetable. “I still open the windows,” Inada-san says.",
        [Said("I still open the windows", "says", "Inada-san")],
        ["Toyoko Inada"],
    ),
    "two people with one surname, told apart by first name": (
        "Ola Dahl and his sister Eva Dahl inherited it. “I sold it,” said Ola Dahl. “I kept mine,” said Eva Dahl.",
        [Said("I sold it", "said", "Ola Dahl"), Said("I kept mine", "said", "Eva Dahl")],
        ["Ola Dahl", "Eva Dahl"],
    ),
    "two people with one surname, told apart by title": (
        "Ola Dahl sued his sister, Eva Dahl. “He lied,” said Ms. Dahl.",
        [Said("He lied", "said", "Ms. Dahl")],
        ["Eva Dahl"],
    ),
    "relative clause holds another name": (
        "Mona Lie, who replaced Ola Dahl in July, said the work goes on.",
        [Said("the work goes on", "said", None, "indirect")],
        ["Mona Lie"],
    ),
    "relative clause inside the mention": (
        "Mona Lie, who replaced Ola Dahl in July, said the work goes on.",
        [Said("the work goes on", "said", "Mona Lie, who replaced Ola Dahl in July", "indirect")],
        ["Mona Lie"],
    ),
    "apposition holds another name": (
        "Karl Brandt, a lawyer for Ola Dahl, said his client was ill.",
        [Said("his client was ill", "said", "Karl Brandt, a lawyer for Ola Dahl,", "indirect")],
        ["Karl Brandt"],
    ),
    "lawyer for somebody, name in apposition": (
        "A lawyer for Ola Dahl, Karl Brandt, said his client was ill.",
        [Said("his client was ill", "said", "A lawyer for Ola Dahl, Karl Brandt,", "indirect")],
        ["Karl Brandt"],
    ),
    "possessor is not the speaker": (
        "Mr Nunn's daughter, Sheila Barrow, said the money was gone.",
        [Said("the money was gone", "said", "Mr Nunn's daughter, Sheila Barrow", "indirect")],
        ["Sheila Barrow"],
    ),
    "mention cut before the name in apposition": (
        "The board met. Its chairman, Karl Brandt, said the money was gone.",
        [Said("the money was gone", "said", "Its chairman", "indirect")],
        ["Karl Brandt"],
    ),
    "description after the name, mention cut to it": (
        "Karl Brandt, the mayor, said the money was gone.",
        [Said("the money was gone", "said", "the mayor", "indirect")],
        ["Karl Brandt"],
    ),
    "he after a man": (
        "Peter Holm rowed across. “It was cold,” he said.",
        [Said("It was cold", "said", "he")],
        ["Peter Holm"],
    ),
    "she skips a man": (
        "Anna Berg hired Peter Holm in May. “He is good,” she said.",
        [Said("He is good", "said", "she")],
        ["Anna Berg"],
    ),
    "pronoun chain": (
        "Anna Berg shrugged. “So be it,” she said. She had waited two years. “Two years is long,” she said.",
        [Said("So be it", "said", "she"), Said("Two years is long", "said", "she")],
        ["Anna Berg", "Anna Berg"],
    ),
    "new subject takes over the pronoun": (
        "“Enough,” said Anna Berg.\n\nTeacher Eva Lund was still marking papers. “I have forty left,” she said.",
        [Said("Enough", "said", "Anna Berg"), Said("I have forty left", "said", "she")],
        ["Anna Berg", "Eva Lund"],
    ),
    "pronoun cut too long": (
        "Anna Berg chairs the bank. At her news conference she described prices as warm.",
        [Said("prices as warm", "described", "At her news conference she", "indirect")],
        ["Anna Berg"],
    ),
    "the professor": (
        "Eva Lund, professor of law at Lowland University, read it. “It is thin,” said the professor.",
        [Said("It is thin", "said", "the professor")],
        ["Eva Lund"],
    ),
    "the researcher for a biologist": (
        "Biologist Eva Lund counted them. “There are few,” said the researcher.",
        [Said("There are few", "said", "the researcher")],
        ["Eva Lund"],
    ),
    "the lawyer for a counsel": (
        "His defence counsel, Hamid Rostam, appealed. “A phone can lie,” says the lawyer.",
        [Said("A phone can lie", "says", "the lawyer")],
        ["Hamid Rostam"],
    ),
    "the mayor": (
        "The mayor of Storvik, Laila Antons, asked for help. According to the mayor, the town may lose jobs.",
        [Said("the town may lose jobs", "According to", "the mayor", "indirect")],
        ["Laila Antons"],
    ),
    "age": (
        "Peter Holm, 54, lives alone. His neighbour Nils Aas, 31, does not. “I like it,” the 54-year-old said.",
        [Said("I like it", "said", "the 54-year-old")],
        ["Peter Holm"],
    ),
    "headline role": (
        "Governor warns of long winter\n\nThe governor, Julian Thwaite, spoke on Monday. “Be ready,” Thwaite said.",
        [Said("long winter", "warns", "Governor", "indirect"), Said("Be ready", "said", "Thwaite")],
        ["Julian Thwaite", "Julian Thwaite"],
    ),
    "his attorney named elsewhere": (
        "An attorney for Brian Pole, Mark Dunn, filed the papers. “We will win,” Pole's lawyer said.",
        [Said("We will win", "said", "Pole's lawyer")],
        ["Mark Dunn"],
    ),
    "acronym": (
        "The World Harbour Organization (WXO) met. WXO said ports are full.",
        [Said("ports are full", "said", "WXO", "indirect")],
        ["World Harbour Organization"],
    ),
    "acronym of initials": (
        "The Civil Aviation Authority opened a file. The CAA said the plane was old.",
        [Said("the plane was old", "said", "The CAA", "indirect")],
        ["Civil Aviation Authority"],
    ),
    "the company": (
        "Contractor Argus Systems Ltd built it. The company said it was safe.",
        [Said("it was safe", "said", "The company", "indirect")],
        ["Argus Systems Ltd"],
    ),
    "it after a body": (
        "Argus Systems Ltd built it. In a statement, it said the bridge was safe.",
        [Said("the bridge was safe", "said", "it", "indirect")],
        ["Argus Systems Ltd"],
    ),
    "body without a name": (
        "The city's mobility department rejected the criticism. The road would, it said, cost more.",
        [Said("The road would", "said", "it", "indirect")],
        ["city's mobility department"],
    ),
    "joint speakers": (
        "Jonas and Maryam Dal bought a flat. “We hold our breath,” said Jonas and Maryam Dal.",
        [Said("We hold our breath", "said", "Jonas and Maryam Dal")],
        ["Jonas and Maryam Dal"],
    ),
    "according to": (
        "Peter Holm keeps bees. According to Holm, the winter was mild.",
        [Said("the winter was mild", "According to", None, "indirect")],
        ["Peter Holm"],
    ),
    "inverted clause without a mention": (
        "– We start at six, says skipper Peter Holm to the paper.",
        [Said("We start at six", "says")],
        ["Peter Holm"],
    ),
    "says and continues": (
        "– It is war fatigue, says Peter Holm, and continues: – Many flee.",
        [Said("It is war fatigue", "says", "Peter Holm"), Said("Many flee", "continues")],
        ["Peter Holm", "Peter Holm"],
    ),
    "who emphasizes": (
        "– It is hard, says Peter Holm, who emphasizes that the winter is long.",
        [Said("It is hard", "says", "Peter Holm"), Said("the winter is long", "emphasizes", "who", "indirect")],
        ["Peter Holm", "Peter Holm"],
    ),
    "participle": (
        "Peter Holm said the ice was thin, adding that nobody should skate.",
        [
            Said("the ice was thin", "said", "Peter Holm", "indirect"),
            Said("nobody should skate", "adding", None, "indirect"),
        ],
        ["Peter Holm", "Peter Holm"],
    ),
    "sentence before with a colon": (
        "Peter Holm is worried about one thing: – There is no money.",
        [Said("There is no money")],
        ["Peter Holm"],
    ),
    "dash paragraph without a clause": (
        "Shop steward Piotr Wron thinks that nobody listens.\n\n– Everyone asks the skippers.",
        [Said("nobody listens", "thinks", "Shop steward Piotr Wron", "indirect"), Said("Everyone asks the skippers")],
        ["Piotr Wron", "Piotr Wron"],
    ),
    "second half of a quote": (
        "“It was cold,” said Peter Holm. “Very cold.”",
        [Said("It was cold", "said", "Peter Holm"), Said("Very cold")],
        ["Peter Holm", "Peter Holm"],
    ),
    "transcript labels": (
        "Senator Ruth Dale questioned Nick Petrou.\n\nDALE: When did you know?\n\nPETROU: At seven.",
        [Said("When did you know?"), Said("At seven.")],
        ["Ruth Dale", "Nick Petrou"],
    ),
    "label explained in brackets": (
        "CHAIR (Senator Linh Pham): The hearing is open.\n\nCHAIR: Order.",
        [Said("The hearing is open."), Said("Order.")],
        ["Linh Pham", "Linh Pham"],
    ),
    "question and answer": (
        "Eva Lund, professor of medicine, led the trial.\n\nQ: Is it safe?\n\nA: Safer than we are.",
        [Said("Safer than we are.")],
        ["Eva Lund"],
    ),
    "interview with dashes": (
        "Researcher Helena Abid has followed the schools.\n\n– What surprised you?\n\n– The silence.",
        [Said("The silence.")],
        ["Helena Abid"],
    ),
    "post under a handle": (
        "Tereza Vondra won.\n\n@tvondra: Thank you all so very much!",
        [Said("Thank you all so very much!")],
        ["Tereza Vondra"],
    ),
    "signature after a dash": (
        "“The tide took the boats.” — Eva Lund, harbour master",
        [Said("The tide took the boats.")],
        ["Eva Lund"],
    ),
    "headline repeated below": (
        "‘We cannot tax our way out’\n\n“We cannot tax our way out,” said leader Denise Acker on Monday.",
        [Said("We cannot tax our way out"), Said("We cannot tax our way out", "said", "Denise Acker")],
        ["Denise Acker", "Denise Acker"],
    ),
    "passive without an agent": (
        "Peter Holm waited outside. The jury was told that the safe was empty.",
        [Said("the safe was empty", "was told", None, "indirect")],
        [None],
    ),
    "passive with an agent": (
        "“It is late,” was said by the diplomat Robert Woods.",
        [Said("It is late", "was said")],
        ["Robert Woods"],
    ),
    "nobody named": ("“It is late.”", [Said("It is late.")], [None]),
    "first person of the reporter": (
        "Peter Holm waved. I expected him to leave.",
        [Said("him to leave", "expected", "I", "indirect")],
        [None],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_speaker(case: str) -> None:
    text, said, expected = CASES[case]
    assert speakers_of(text, *said) == expected


INTRODUCED = {
    "the one just introduced, not the last speaker": (
        "Mayor David Reed said the road was old. “Very old,” he said.\n\n"
        "The figures are familiar to Peter Crane, an economist at Upland State. “Never,” he said.",
        ("Very old", "said", "he"),
        "Peter Crane",
    ),
    "not the one inside a relative clause": (
        "Peter Vang sailed the ferry. “It was fine,” he said.\n\n"
        "Anna Lie, who replaced Thomas Rask as chair, is for the bridge. But Vang misses it. “Never,” he said.",
        ("It was fine", "said", "he"),
        "Peter Vang",
    ),
    "a demonym": (
        "Anna Vik asked for tugs. “At once,” she said.\n\n"
        "Ice pilot Peter Salo guided ships for years. “Never,” the Finn said.",
        ("At once", "said", "she"),
        "Peter Salo",
    ),
    "who leads is the leader": (
        "Peter Fjell leads the northern herding district. “At once,” said Anna Vik. “Never,” said the district leader.",
        ("At once", "said", "Anna Vik"),
        "Peter Fjell",
    ),
    "an ex-wife": (
        "His lawyers sued Anna Blom, the former wife of Peter Blom. "
        "“At once,” said Peter Blom. “Never,” said his ex-wife.",
        ("At once", "said", "Peter Blom"),
        "Anna Blom",
    ),
    "his Excellency": (
        "The minister of water, Peter Hassan, was there. “At once,” said Hassan. “Never,” said His Excellency.",
        ("At once", "said", "Hassan"),
        "Peter Hassan",
    ),
}


@pytest.mark.parametrize("name", INTRODUCED)
def test_whom_the_next_mention_means(name: str) -> None:
    text, (content, cue, mention), speaker = INTRODUCED[name]
    last = text[text.index("Never,”") + len("Never,” ") :].rstrip(".")
    words = last.split()
    said = Said("Never", "said", last.replace("said", "").strip() if "said" in words else last)
    assert speakers_of(text, Said(content, cue, mention), said)[1] == speaker


def test_who_after_the_body_of_a_name() -> None:
    text = "We put that to Dr Peter Crane of the Tidal Research Centre, who says the sea will rise."
    said = Said("the sea will rise", "says", "who", "indirect")
    assert speakers_of(text, said) == ["Peter Crane"]


def test_a_label_with_an_article_speaks_for_itself() -> None:
    text = "Ms. Anna Pike: The speaker of this house, Peter Hale, is late.\nThe Speaker: The member will sit down."
    said = Said("The member will sit down", None, "The Speaker")
    assert speakers_of(text, said) == ["The Speaker"]


def test_dashes_of_two_hyphens_set_an_apposition_off() -> None:
    text = "Peter Crane is here. Crane -- co-editor of Debating the Mayor, a book on Peter Reed -- said it would rain."
    said = Said(
        "it would rain", "said", "Crane -- co-editor of Debating the Mayor, a book on Peter Reed --", "indirect"
    )
    assert speakers_of(text, said) == ["Peter Crane"]


def test_a_family_name_in_man_is_a_name() -> None:
    text = "Peter Hoffman left early. “It rained,” said Hoffman."
    assert speakers_of(text, Said("It rained", "said", "Hoffman")) == ["Peter Hoffman"]


def test_offices_with_capitals_make_no_headline() -> None:
    text = "“Never,” said Deputy Chief David Karr."
    assert speakers_of(text, Said("Never", "said", "Deputy Chief David Karr")) == ["David Karr"]


def test_the_first_word_of_a_firm_is_the_firm() -> None:
    text = "Calder Surfaces was fined. Calder will appeal. “Our slabs are safe,” the company said."
    assert speakers_of(text, Said("Our slabs are safe", "said", "the company")) == ["Calder Surfaces"]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Minister of Farming Delroy Fearing", "Delroy Fearing"),
        ("Assistant District Attorney Maria Kowal", "Maria Kowal"),
        ("Auditor-General Anna Phiri", "Anna Phiri"),
        ("Hydrobiologist Anna Drozd", "Anna Drozd"),
        ("Maître Peter Bouhaf", "Peter Bouhaf"),
        ("Thomas ap Rhys", "Thomas ap Rhys"),
    ],
)
def test_offices_and_titles_are_no_part_of_a_name(mention: str, name: str) -> None:
    text = f"It rained all day in the valley and nobody came. “Never,” said {mention}."
    assert speakers_of(text, Said("Never", "said", mention)) == [name]


def test_somebody_with_an_age_is_no_body_whatever_noun_stands_before() -> None:
    text = "Since the plant ran short of gas, Ibtal Rahon, 47, who sells fish, waits. “They close it,” she said."
    assert speakers_of(text, Said("They close it", "said", "she")) == ["Ibtal Rahon"]


def test_the_agencys_director_is_a_person() -> None:
    text = "Prutt Lindgar, the agency’s chief of staff, replied at once. “Thanks,” he wrote."
    assert speakers_of(text, Said("Thanks", "wrote", "he")) == ["Prutt Lindgar"]


@pytest.mark.parametrize("office", ["Leader of the Opposition", "Treasurer of the Commuters’ Forum"])
def test_a_name_that_the_model_reads_begins_where_it_says(office: str) -> None:
    text = f"It rained. “Never,” said {office} Smilla Kulav."
    at = text.index("Smilla")
    found = sources_of(text, Said("Never", "said", f"{office} Smilla Kulav"), names=(Name(at, at + 12, "person", 0.9),))
    assert "Smilla Kulav" in [source.name for source in found.sources]


def test_a_sentence_that_opens_with_an_office_has_its_holder_for_a_subject() -> None:
    text = (
        "“We pay,” says farmer Poul Damsbo. “Always,” he says. The Minister for the Sea, Miklas Thorhau (Centrists), "
        "visited the harbour. He promises that more will come."
    )
    said = (
        Said("We pay", "says", "farmer Poul Damsbo"),
        Said("Always", "says", "he"),
        Said("that more will come", "promises", "He", "indirect"),
    )
    assert speakers_of(text, *said)[2] == "Miklas Thorhau"


@pytest.mark.parametrize(
    ("description", "name"), [("The engineer", "Anselm Reuth"), ("The spokesperson", "The spokesperson")]
)
def test_who_goes_on_in_a_paragraph_by_a_trade_of_his_own(description: str, name: str) -> None:
    text = f"The boxes are old. “We have run out,” says Anselm Reuth. {description} estimates that it would pay."
    said = (
        Said("We have run out", "says", "Anselm Reuth"),
        Said("that it would pay", "estimates", description, "indirect"),
    )
    assert speakers_of(text, *said)[1] == name


@pytest.mark.parametrize("mention", ["DCP Deokul", "Mother-of-two Deokul"])
def test_ranks_and_children_are_no_part_of_a_name(mention: str) -> None:
    text = f"Harsha Deokul of the city police came. It rained. {mention} said nobody was hurt."
    assert speakers_of(text, Said("nobody was hurt", "said", mention, "indirect")) == ["Harsha Deokul"]


def test_a_state_is_no_he() -> None:
    text = "Boats wait in Velmar. Aziz Dorghan spoke to the nation. Velmar denied it. He added that nothing was lost."
    names = tuple(Name(at, at + 6, "person", 0.9) for at in (14, text.rindex("Velmar")))
    found = sources_of(text, Said("that nothing was lost", "added", "He", "indirect"), names=names)
    assert [source.name for source in found.sources] == ["Aziz Dorghan"]


def test_her_campaign_is_none_of_the_bodies_named() -> None:
    text = "The Harbour League met. Ana Obi fell ill (her campaign later said that she has a cold)."
    said = Said("that she has a cold", "said", "her campaign", "indirect")
    assert speakers_of(text, said) == ["her campaign"]


def test_a_chairman_may_be_a_woman() -> None:
    text = "“It is over,” chairman Siobhan Burkey told members. “It stops today,” said Ms Burkey, an accountant."
    said = (Said("It is over", "told", "chairman Siobhan Burkey"), Said("It stops today", "said", "Ms Burkey"))
    assert speakers_of(text, *said) == ["Siobhan Burkey"] * 2


def test_a_title_tells_more_of_the_gender_than_the_word_for_an_office() -> None:
    text = "“It is over,” chairman Xyla Burkey told members. “It stops today,” said Ms Burkey, an accountant."
    said = (Said("It is over", "told", "chairman Xyla Burkey"), Said("It stops today", "said", "Ms Burkey"))
    assert speakers_of(text, *said) == ["Xyla Burkey"] * 2


@pytest.mark.parametrize("aside", ["under Lady Moira Keane", "together with the architect Paul Renner"])
def test_who_stands_beside_a_body_is_not_the_speaker(aside: str) -> None:
    text = f"The commission, {aside}, found that files were lost."
    assert speakers_of(text, Said("that files were lost", "found", f"The commission, {aside}", "indirect")) == [
        "commission"
    ]


def test_a_woman_of_kenya_is_she() -> None:
    text = "Wanjiku Otieni met Moses Kebai. “It is a coin toss,” she said."
    assert speakers_of(text, Said("It is a coin toss", "said", "she")) == ["Wanjiku Otieni"]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("President of the State Food and Drug Authority K. M. Renukar", "K. M. Renukar"),
        ("Police Commissioner of the Western Range S. P. Rathodi", "S. P. Rathodi"),
        ("Police Commissioner of the Western Range Anil Rathodi", "Anil Rathodi"),
    ],
)
def test_a_name_begins_behind_what_its_office_is_for(mention: str, name: str) -> None:
    text = f"It rained. {mention} said that nobody was hurt in the yard."
    assert speakers_of(text, Said("that nobody was hurt in the yard", "said", mention, "indirect")) == [name]
