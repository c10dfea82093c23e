"""Short closed lists: cost rules, reasons, how an instrument enters into force, bases, roles of texts."""

from mithaq.agreement.vocabulary.term import family

COST_RULES = family(
    "cost_rule",
    """
own | each side bears its own costs | chaque Partie prend en charge ses frais | يتحمل كل طرف نفقاته | cada Parte sufraga sus gastos | ہر فریق اپنے اخراجات خود برداشت کرے گا | fr
sender_host | sender pays travel, pay and insurance; host pays local transport | l'envoi paie voyage, solde et assurance ; l'hôte le transport local | يتحمل الطرف الموفد السفر والأجور والتأمين والطرف المضيف النقل المحلي | quien envía paga viaje, haberes y seguro; el anfitrión el transporte local | بھیجنے والا فریق سفر، تنخواہ اور بیمہ، میزبان مقامی نقل و حمل |
sender_host_lodging | as sender and host, with lodging by the host | envoi et hôte, hébergement par l'hôte | الموفد والمضيف، مع الإيواء على المضيف | quien envía y anfitrión, con alojamiento a cargo del anfitrión | بھیجنے والا اور میزبان، رہائش میزبان کے ذمے |
host | host bears local costs | l'hôte prend en charge les frais locaux | يتحمل المضيف النفقات المحلية | el anfitrión sufraga los gastos locales | مقامی اخراجات میزبان کے ذمے |
shared | costs shared | frais partagés | نفقات مشتركة | gastos compartidos | مشترکہ اخراجات |
reimbursed | reimbursed | remboursé | قابلة للاسترداد | reembolsado | قابلِ واپسی |
tuition_waived | sender and host, tuition waived | envoi et hôte, frais d'études exonérés | الموفد والمضيف مع الإعفاء من رسوم التكوين | quien envía y anfitrión, matrícula exenta | بھیجنے والا اور میزبان، تعلیمی فیس معاف |
""",
)

REASONS = family(
    "reason",
    """
dates | the dates do not suit | dates non convenables | التواريخ غير مناسبة | las fechas no convienen | تاریخیں موزوں نہیں |
operational | operational commitments | engagements opérationnels | التزامات عملياتية | compromisos operativos | آپریشنل مصروفیات |
budget | funds not available | crédits non disponibles | عدم توفر الاعتمادات | falta de fondos | فنڈز دستیاب نہیں |
protocol | protocol | protocole | التشريفات | protocolo | پروٹوکول |
health | health | raisons sanitaires | أسباب صحية | razones sanitarias | صحت کی وجوہ |
disaster | disaster or force majeure | catastrophe ou force majeure | كارثة أو قوة قاهرة | catástrofe o fuerza mayor | آفت یا ناگہانی حالات |
security | security | sécurité | أسباب أمنية | seguridad | سلامتی |
clearance | clearance not granted in time | autorisation non obtenue à temps | عدم الحصول على الترخيص في الأجل | autorización no concedida a tiempo | اجازت بروقت نہیں ملی |
no_agreement | no agreement on content | désaccord sur le contenu | عدم الاتفاق على المضمون | sin acuerdo sobre el contenido | مندرجات پر اتفاق نہیں |
political | by decision of the authorities | décision des autorités | بقرار من السلطات | por decisión de las autoridades | حکام کا فیصلہ |
superseded | replaced by something else | remplacé | عوض بغيره | sustituido por otro | اس کی جگہ کچھ اور |
other | other, in words | autre, à préciser | سبب آخر مبين | otro, indicado | دیگر، وضاحت کے ساتھ |
""",
)

ENTRY_RULES = family(
    "entry_rule",
    """
on_signature | on signature | à la signature | عند التوقيع | en la firma | دستخط پر |
on_last_notification | on the last notification that national procedures are complete | à la dernière notification de l'accomplissement des procédures nationales | عند آخر إشعار باستكمال الإجراءات الوطنية | en la última notificación del cumplimiento de los trámites nacionales | قومی مراحل کی تکمیل کی آخری اطلاع پر |
on_date | on a stated date | à une date fixée | في تاريخ محدد | en una fecha fijada | مقررہ تاریخ پر |
""",
)

BINDINGS = family(
    "binding",
    """
binding | legally binding | juridiquement contraignant | ملزم قانونا | jurídicamente vinculante | قانونی طور پر لازم |
political | politically binding only | engagement politique seulement | التزام سياسي فقط | compromiso político únicamente | صرف سیاسی عہد |
""",
)

#: How one knows: of a date, a place, a signature, a scan.
BASES = family(
    "basis",
    """
original_seen | original seen | original vu | معاينة الأصل | original visto | اصل دیکھا گیا |
copy_seen | copy seen | copie vue | معاينة نسخة | copia vista | نقل دیکھی گئی |
other_side | told by the other side | communiqué par l'autre Partie | بإفادة من الطرف الآخر | comunicado por la otra Parte | دوسرے فریق کی اطلاع |
official_statement | official statement | communiqué officiel | بلاغ رسمي | comunicado oficial | سرکاری اعلامیہ |
press | press | presse | الصحافة | prensa | اخبارات |
""",
)

TEXT_ROLES = family(
    "text_role",
    """
authentic | authentic text | texte faisant foi | نص ذو حجية | texto auténtico | مستند متن |
translation | translation | traduction | ترجمة | traducción | ترجمہ |
working | working text | texte de travail | نص عمل | texto de trabajo | کارگزار متن |
""",
)

COMMITMENT_KINDS = family(
    "commitment_kind",
    """
obligation | obligation | obligation | التزام | obligación | ذمہ داری |
best_effort | best effort | obligation de moyens | بذل العناية | mejor esfuerzo | بہترین کوشش |
political | political undertaking | engagement politique | تعهد سياسي | compromiso político | سیاسی عہد |
""",
)

MODES = family(
    "mode",
    """
in_person | in person | en présence | حضوريا | presencial | بالمشافہ |
video | by video | par visioconférence | عبر تقنية الاتصال المرئي | por videoconferencia | ویڈیو کے ذریعے |
correspondence | by correspondence | par correspondance | بالمراسلة | por correspondencia | خط و کتابت سے |
""",
)

ORIGINS = family(
    "origin",
    """
programme | in the programme | au programme | مدرج في البرنامج | en el programa | پروگرام میں شامل | fr ar
in_addition | in addition to the programme | hors programme | خارج البرنامج | fuera de programa | پروگرام کے علاوہ |
history | recorded after the fact | consigné après coup | مسجَّل بعد وقوعه | registrado a posteriori | وقوع کے بعد درج |
carried_over | carried over from the year before | reconduit de l'année précédente | مرحّل من السنة السابقة | trasladado del año anterior | گزشتہ سال سے منتقل |
""",
)
