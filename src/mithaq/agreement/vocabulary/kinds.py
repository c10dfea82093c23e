"""Kinds of records: the six that have rules of their own, and the other nouns of follow-up."""

from types import MappingProxyType

from mithaq.agreement.vocabulary.fields import field
from mithaq.agreement.vocabulary.term import Field, family

KINDS = family(
    "kind",
    """
instrument | instrument | instrument | صك | instrumento | دستاویز |
clause | clause | clause | بند | cláusula | شق |
body | joint body | instance conjointe | هيئة مشتركة | órgano conjunto | مشترکہ ادارہ |
area | area of cooperation | domaine de coopération | مجال التعاون | ámbito de cooperación | شعبۂ تعاون | en fr ar es ur
programme | programme | programme | برنامج | programa | پروگرام | en fr ar
activity | activity | activité | نشاط | actividad | سرگرمی | fr ar es
commitment | commitment | engagement | التزام | compromiso | عہد | en fr ar
relationship | relationship | relation | علاقة | relación | تعلق |
organisation | organisation | organisation | مؤسسة | organización | ادارہ |
person | person | personne | شخص | persona | شخص |
appointment | appointment | nomination | تعيين | nombramiento | تقرر |
national_procedure | national procedure | procédure nationale | إجراء وطني | trámite nacional | قومی طریقِ کار |
national_section | national section | section nationale | قسم وطني | sección nacional | قومی شعبہ |
point_of_contact | point of contact | point de contact | نقطة اتصال | punto de contacto | رابطہ کار | en
priority | priority | priorité | أولوية | prioridad | ترجیح | en fr
priority_round | priority round | exercice de priorisation | جولة ترتيب الأولويات | ronda de prioridades | ترجیحات کا دور |
session | session | session | دورة | sesión | اجلاس | en fr ar ur
delegation | delegation | délégation | وفد | delegación | وفد | fr ar
agenda_item | agenda item | point de l'ordre du jour | نقطة في جدول الأعمال | punto del orden del día | ایجنڈے کا نکتہ |
minutes | minutes | procès-verbal | محضر | acta | روداد | ar es
decision | decision | décision | قرار | decisión | فیصلہ |
exercise_series | series of exercises | série d'exercices | سلسلة تمارين | serie de ejercicios | مشقوں کا سلسلہ |
training_place | training place | place de stage | مقعد تكويني | plaza de formación | تربیتی نشست |
project | project | projet | مشروع | proyecto | منصوبہ | en fr
cost_item | cost item | poste de dépense | بند نفقة | partida de gasto | خرچ کی مد |
lesson | lesson | enseignement | درس مستخلص | lección | سبق | en
review | year's review | bilan | حصيلة | balance | سالانہ جائزہ | fr ar
document | document | document | وثيقة | documento | دستاویزِ متن |
classification_scheme | classification scheme | grille de classification | نظام التصنيف | esquema de clasificación | درجہ بندی کا نظام |
release | release | diffusion | إحالة إلى الفضاء المشترك | divulgación | اجرا |
communication | communication | correspondance | مراسلة | comunicación | مراسلت |
notice | notice | notification | إشعار | notificación | نوٹس |
difference | difference | différend | خلاف | diferencia | اختلاف |
source | source | source | مصدر | fuente | ماخذ |
claim | claim | affirmation | ادعاء | afirmación | دعویٰ |
judgement | judgement | appréciation | تقييم | valoración | رائے |
context_event | event of context | événement de contexte | حدث سياقي | hecho de contexto | سیاق کا واقعہ |
security_event | security event | incident de sécurité | حادث أمني | incidente de seguridad | سلامتی کا واقعہ |
declared_dates | declared dates | dates déclarées | تواريخ معلنة | fechas declaradas | اعلان کردہ تاریخیں |
vocabulary_addition | shared addition to the vocabulary | ajout commun au vocabulaire | إضافة مشتركة إلى المعجم | adición común al vocabulario | فرہنگ میں مشترکہ اضافہ |
rules_of_procedure | rules of procedure | règlement intérieur | النظام الداخلي | reglamento interno | قواعدِ کار | es
same_as | the same thing twice | doublon reconnu | تطابق قيدين | mismo asunto | ایک ہی شے |
example | example | exemple | مثال | ejemplo | مثال |
note | note | note | مذكرة داخلية | nota | نوٹ |
""",
)

_WRITTEN = {
    "instrument": "title! type=instrument_type reference parties signed_on place signatories basis authentic_languages "
    "prevailing_language entry_rule entry_date entry_delay_days duration_months renewal_months notice_months binding "
    "publicity parent supersedes clauses note",
    "clause": "instrument! number! heading code=clause text parameters note",
    "body": "title! type=body_type instrument clause mandate level chair_rule frequency_months alternation quorum "
    "decision_rule rules_of_procedure parent sections note",
    "area": "code=area! title status! basis=area_basis instrument clause note",
    "programme": "title! year! span session activities signed_on place signatories note",
    # The first twelve are the columns found in real plans (domain.md 4.1), the others serve follow-up.
    "activity": "reference title! type=activity_type areas place period host participants level cost_rule contacts remarks "
    "cost_note priorities leads languages interpretation event_marking papers_marking prerequisites lead_days origin series "
    "edition report_due parent_activity mode access_needed seats areas_waived third_parties",
    "commitment": "title! text nature legs! instrument clause source session priorities note",
    "relationship": "title! parties! area note",
    "organisation": "title! names country parent type from until note",
    "person": "title! names country note",
    "appointment": "title! person organisation office rank from until source note",
    "national_procedure": "title! instrument party date note",
    "national_section": "title! body party head deputy secretary members contacts",
    "point_of_contact": "title! party! subject office person channels from until",
    "priority": "title! period area text method indicator review_on note",
    "priority_round": "title! options method result period note",
    "session": "title! body ordinal type period place host mode delegations agenda languages next_session note",
    "delegation": "title! party head members session note",
    "agenda_item": "title! session party text note",
    "minutes": "title! session text decisions reservations signed_on place signatories languages note",
    "decision": "title! body session text effect note",
    "exercise_series": "title! series area note",
    "training_place": "title! party seats period prerequisites languages note",
    "project": "title! type area phase companies work_share export_control risk instrument note",
    "cost_item": "title! cost_rule amount currency borne_by note",
    "lesson": "title! observation conclusion recommendation remedial_action source due note",
    "review": "title! year span counts text note",
    "document": "title! type=instrument_type reference date language languages note",
    "classification_scheme": "title! instrument equivalences note",
    "release": "title! object party date conditions note",
    "communication": "title! type direction date subject answers note",
    "notice": "title! date subject object note",
    "difference": "title! object positions level settlement note",
    "source": "title! publisher language! url date basis reliability sha256 note",
    "claim": "title type modality! value! citations! attribution source note",
    "judgement": "claim! verdict! reason! correction citations",
    "context_event": "title! date place source note",
    "security_event": "title! date object note",
    "declared_dates": "title! year party options note",
    "vocabulary_addition": "title! code term! note",
    "rules_of_procedure": "title! body text note",
    "same_as": "title records! note",
    "example": "title! text records note",
    "note": "title text records",
}  # fmt: skip

#: kind -> its fields by name, in the order of forms and tables
KIND_FIELDS = MappingProxyType(
    {
        kind: MappingProxyType({one.name: one for one in map(field, written.split())})
        for kind, written in _WRITTEN.items()
    }
)

#: The twelve core columns of a programme.
CORE_COLUMNS = tuple(KIND_FIELDS["activity"])[:12]


def fields_of(kind: str | None) -> "MappingProxyType[str, Field]":
    """Give the fields of a kind; none for one this program does not know."""
    return KIND_FIELDS.get(kind or "", MappingProxyType({}))
