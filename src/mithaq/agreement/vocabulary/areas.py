"""Areas of cooperation, and the status an area can have."""

from mithaq.agreement.vocabulary.term import family

#: What the languages split is split here: ``training`` is instruction, ``collective_training`` drill.
AREAS = family(
    "area",
    """
training | training (instruction) | formation | التكوين | formación | عسکری تعلیم و تربیت | fr ar
collective_training | training (collective, field) | entraînement | التدريب | adiestramiento | عملی تربیت | fr ar es ur
exercises | exercises | exercices | التمارين | ejercicios | مشقیں | en fr ar es ur
cybersecurity | cybersecurity | cybersécurité | الأمن السيبراني | ciberseguridad | سائبر سکیورٹی | en fr ar es
cyber_defence | cyber defence | cyberdéfense | الدفاع السيبراني | ciberdefensa | سائبر دفاع | en fr ar es
defence_industry | defence industry | industrie de défense | الصناعة الدفاعية | industria de defensa | دفاعی صنعت | en fr ar es ur
military_health | military health | santé militaire | الصحة العسكرية | sanidad militar | عسکری صحت | en fr ar
expertise_exchange | exchange of expertise | échange d'expertise | تبادل الخبرات | intercambio de conocimientos | مہارت کا تبادلہ | fr ar ur
information_sharing | information sharing | partage d'informations | تبادل المعلومات | intercambio de información | معلومات کا تبادلہ | en ar ur
counter_terrorism | counter-terrorism | lutte contre le terrorisme | مكافحة الإرهاب | lucha contra el terrorismo | انسداد دہشت گردی | en fr ar ur
peacekeeping | peacekeeping | maintien de la paix | حفظ السلام | mantenimiento de la paz | قیامِ امن | en ar es
maritime_security | maritime security | sécurité maritime | الأمن البحري | seguridad marítima | بحری سلامتی | en fr
military_education | military education | enseignement militaire | التعليم العسكري | enseñanza militar | عسکری تعلیم | en fr ar
technology_transfer | technology transfer | transfert de technologie | نقل التكنولوجيا | transferencia de tecnología | ٹیکنالوجی کی منتقلی | en fr ar
logistics | logistics | logistique | اللوجستيك | logística | لاجسٹکس | en fr ar
intelligence | intelligence | renseignement | الاستخبارات | inteligencia | انٹیلی جنس |
space | space | espace | الفضاء | espacio | خلا |
capacity_building | capacity building | renforcement des capacités | تعزيز القدرات | desarrollo de capacidades | استعداد کار میں اضافہ | en fr ur
health | health | santé | الصحة | salud | صحت |
education | education | éducation | التربية والتعليم | educación | تعلیم |
trade | trade | commerce | التجارة | comercio | تجارت |
culture | culture | culture | الثقافة | cultura | ثقافت |
digital | digital affairs | numérique | الرقمنة | asuntos digitales | ڈیجیٹل امور |
border_security | border security | sécurité des frontières | أمن الحدود | seguridad fronteriza | سرحدی سلامتی |
organised_crime | fight against organised crime | lutte contre le crime organisé | مكافحة الجريمة المنظمة | lucha contra el crimen organizado | منظم جرائم کا انسداد |
disaster_relief | disaster relief | secours en cas de catastrophe | الإغاثة في الكوارث | ayuda en catástrofes | آفات میں ریلیف |
demining | demining | déminage | إزالة الألغام | desminado | بارودی سرنگوں کی صفائی |
electronic_warfare | electronic warfare | guerre électronique | الحرب الإلكترونية | guerra electrónica | الیکٹرانک جنگ |
energy | energy | énergie | الطاقة | energía | توانائی |
agriculture | agriculture | agriculture | الفلاحة | agricultura | زراعت |
transport | transport | transport | النقل | transporte | نقل و حمل |
social_security | social security | sécurité sociale | الضمان الاجتماعي | seguridad social | سماجی تحفظ |
mutual_defence | mutual defence | défense mutuelle | الدفاع المشترك | defensa mutua | باہمی دفاع |
defence_policy | defence policy | politique de défense | سياسة الدفاع | política de defensa | دفاعی پالیسی | en ar es
special_forces | special forces | forces spéciales | القوات الخاصة | fuerzas especiales | خصوصی فورسز | en fr ar es ur
technical_assistance | technical assistance | assistance technique | المساعدة التقنية | asistencia técnica | تکنیکی معاونت | en ar
research_development | research and development | recherche et développement | البحث والتطوير | investigación y desarrollo | تحقیق و ترقی | en es ur
humanitarian_assistance | humanitarian assistance | aide humanitaire | المساعدة الإنسانية | asistencia humanitaria | انسانی امداد |
interoperability | interoperability | interopérabilité | قابلية العمل المشترك | interoperabilidad | باہمی عملی مطابقت | en fr ar
south_south | South–South cooperation | coopération Sud-Sud | التعاون جنوب-جنوب | cooperación Sur-Sur | جنوب-جنوب تعاون | fr ar
all_areas | all areas | tous les domaines | جميع المجالات | todos los ámbitos | تمام شعبے |
""",
)

AREA_STATUSES = family(
    "area_status",
    """
agreed | agreed | convenu | متفق عليه | acordado | متفقہ | fr ar
possible | possible | possible | ممكن | posible | ممکنہ |
proposed | proposed | proposé | مقترح | propuesto | مجوزہ | ar
dropped | dropped | abandonné | متخلى عنه | descartado | ترک شدہ |
""",
)

#: On what the status rests; ``none`` is stated when both sides know that no text carries it.
AREA_BASES = family(
    "area_basis",
    """
clause | a clause of an instrument | une clause d'un instrument | بند من صك | una cláusula de un instrumento | دستاویز کی شق |
minutes | agreed minutes | procès-verbal agréé | محضر متفق عليه | acta acordada | متفقہ روداد | ar es
statement | a public statement | une déclaration publique | تصريح علني | una declaración pública | عوامی بیان |
press | press reports only | presse seulement | الصحافة فقط | solo la prensa | صرف اخباری اطلاعات |
none | no text | aucun texte | لا نص | ningún texto | کوئی متن نہیں |
""",
)
