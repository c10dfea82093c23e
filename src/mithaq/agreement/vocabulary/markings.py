"""Markings of records and attachments, from the lowest to the highest; offices; modalities."""

from mithaq.agreement.vocabulary.term import family

#: Lowest first. Labels are the common ones; a party's own wording is kept beside its marking.
MARKINGS = family(
    "marking",
    """
unclassified | UNCLASSIFIED | NON CLASSIFIÉ | غير مصنف | SIN CLASIFICAR | غیر درجہ بند | en
official | OFFICIAL | USAGE OFFICIEL | للاستعمال الرسمي | USO OFICIAL | سرکاری استعمال کے لیے |
restricted | RESTRICTED | DIFFUSION RESTREINTE | محدود التوزيع | DIFUSIÓN LIMITADA | محدود | en fr es
confidential | CONFIDENTIAL | CONFIDENTIEL | مكتوم | CONFIDENCIAL | رازدارانہ | en fr ar es
secret | SECRET | SECRET | سري | RESERVADO | خفیہ | en fr ar es
top_secret | TOP SECRET | TRÈS SECRET | سري للغاية | SECRETO | انتہائی خفیہ | en fr ar es
""",
)

ORDER = tuple(MARKINGS)


def rank(marking: str) -> int:
    """Give the place of a marking, the lowest 0; an unknown one ranks above all (fail closed)."""
    return ORDER.index(marking) if marking in ORDER else len(ORDER)


def higher(one: str, other: str) -> str:
    """Give the higher of two markings: a joint thing takes it until both agree otherwise."""
    return one if rank(one) >= rank(other) else other


OFFICES = family(
    "office",
    """
poc | point of contact | point de contact | نقطة اتصال | punto de contacto | رابطہ کار | en
wl | working group co-lead | co-responsable de groupe de travail | مسؤول مشارك عن مجموعة العمل | corresponsable de grupo de trabajo | ورکنگ گروپ کے شریک سربراہ |
es | national secretary of the mechanism | secrétaire national du mécanisme | الكاتب الوطني للآلية | secretario nacional del mecanismo | میکانزم کے قومی سیکرٹری |
cc | co-chair | coprésident | رئيس مشارك | copresidente | شریک چیئرمین | en fr ar ur
so | security officer | officier de sécurité | ضابط الأمن | oficial de seguridad | سکیورٹی افسر |
la | legal adviser | conseiller juridique | مستشار قانوني | asesor jurídico | قانونی مشیر |
da | defence attaché | attaché de défense | ملحق الدفاع | agregado de defensa | دفاعی اتاشی | fr es ur
min | minister or authorised signatory | ministre ou signataire autorisé | الوزير أو الموقِّع المفوَّض | ministro o firmante autorizado | وزیر یا مجاز دستخط کنندہ |
releasing_officer | releasing officer | autorité de diffusion | المسؤول عن الإحالة إلى الفضاء المشترك | autoridad de divulgación | اجرا کا مجاز افسر |
officer | desk officer | officier traitant | الضابط المكلف بالملف | oficial encargado | متعلقہ افسر |
auditor | auditor | auditeur | مدقق | auditor | آڈیٹر |
administrator | administrator | administrateur | مسؤول النظام | administrador | منتظم |
node | the node itself | le nœud lui-même | العقدة نفسها | el propio nodo | نوڈ خود |
fo | finance officer | responsable financier | المسؤول المالي | responsable financiero | مالیاتی افسر |
pr | protocol | protocole | التشريفات | protocolo | پروٹوکول |
""",
)

MODALITIES = family(
    "modality",
    """
happened | happened | a eu lieu | حدث فعلا | ocurrió | ہو چکا |
agreed | agreed (contained in the text) | convenu (contenu dans le texte) | متفق عليه (وارد في النص) | acordado (contenido en el texto) | طے شدہ (متن میں شامل) |
planned | planned | prévu | مبرمج | previsto | منصوبے میں شامل |
negotiated | under negotiation | en négociation | قيد التفاوض | en negociación | زیرِ مذاکرات |
possible | possible | possible | ممكن | posible | ممکن |
denied | denied | démenti | منفي | desmentido | تردید شدہ |
opinion | opinion | opinion | رأي | opinión | رائے |
""",
)

VERDICTS = family(
    "verdict",
    """
accepted | accepted | accepté | مقبول | aceptado | قبول شدہ |
corrected | corrected | corrigé | مصحح | corregido | تصحیح شدہ |
rejected | rejected | rejeté | مرفوض | rechazado | مسترد |
""",
)
