import type { CheckoutTexts } from '../messages.ts';
import { isolate } from './isolate.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'الدفع',
    contact: 'التواصل',
    payment: 'طريقة الدفع',
    billing: 'الفوترة',
    cancel: 'إلغاء والعودة',
    saved: 'بطاقة محفوظة',
    savedUnknown: 'آخر بطاقة حفظتها',
    another: 'استخدم بطاقة أخرى',
    cardEnding: (brand, last4) => `${isolate(brand)} تنتهي بـ ${isolate(last4)}`,
    cardWithoutBrand: (last4) => `بطاقة تنتهي بـ ${isolate(last4)}`,
    acceptedCards: (brands) => `نقبل ${isolate(brands)}.`,
    save: 'احفظ هذه البطاقة للمرة القادمة',
    saveConsent:
      'يحفظ مزوّد الدفع لدينا البطاقة مع بريدك الإلكتروني، ولا يُخصم منها إلا حين تختارها لعملية شراء.',
    business: 'أشتري باسم شركة',
    chooseCountry: 'اختر بلدًا',
    amountBesidePay: false,
    pay: (amount) => `ادفع ${isolate(amount)}`,
    toTotal: 'تابع إلى الإجمالي',
    updatingTotal: 'جارٍ حساب الإجمالي…',
    stillUpdating: 'ما زال الإجمالي قيد الحساب. اضغط مرة أخرى بعد لحظة.',
    offline: 'لا يوجد اتصال بالإنترنت: أعد الاتصال للدفع',
    sending: 'جارٍ إرسال دفعتك…',
    stillSending: 'في انتظار مصرفك…',
    longSending: 'ما زلنا ننتظر. أبقِ هذه الصفحة مفتوحة…',
    redirecting: 'ننقلك إلى مصرفك…',
  },

  summary: {
    heading: 'طلبك',
    show: 'ملخص الطلب',
    quantity: (quantity) => `الكمية ${quantity}`,
    subtotal: 'المجموع الفرعي',
    tax: (rate) => `الضريبة (${isolate(rate)})`,
    taxUnknown: 'الضريبة',
    reverseCharge: 'الاحتساب العكسي: بصفتك شركة في الاتحاد الأوروبي تؤدي الضريبة بنفسك، لذا لا تُضاف هنا.',
    total: 'الإجمالي',
    totalIs: (total) => `الإجمالي الآن ${isolate(total)}.`,
    taxLater: 'تُحسب الضريبة عند الدفع.',
  },

  agreement: {
    heading: 'تحقّق من الإجمالي',
    workedOut: 'حُسبت الضريبة الخاصة ببلدك.',
    changed: 'تغيّر الإجمالي.',
    uncharged: 'لم يُخصم شيء بعد.',
    back: 'غيّر البطاقة أو البيانات',
  },

  bank: {
    heading: 'يريد مصرفك التأكد من أنك أنت',
    body: 'أكّد الدفع في صفحة مصرفك. لا يُخصم شيء قبل ذلك.',
    continue: 'تابع لدى مصرفك',
    or: 'أو ادفع أدناه ببطاقة أخرى.',
    redirecting: 'ننقلك إلى صفحة مصرفك…',
  },

  processing: {
    heading: 'نتحقق من دفعتك',
    body: 'لا تدفع مرة أخرى من فضلك. تعرض هذه الصفحة النتيجة من تلقاء نفسها فور معرفتها.',
    returned: 'مرحبًا بعودتك. نسأل عن نتيجة تحقّق مصرفك.',
    slow: 'يستغرق هذا وقتًا أطول من المعتاد. يمكنك إغلاق هذه الصفحة والعودة لاحقًا: ستجد النتيجة هنا.',
    unreachable: 'لا يمكن الوصول إلى المتجر الآن. نواصل المحاولة.',
    again: 'تحقّق مرة أخرى',
  },

  expired: {
    heading: 'انتهت صلاحية صفحة الدفع هذه',
    body: 'لم يُخصم شيء. تبقى صفحات الدفع مفتوحة مدة محدودة؛ ابدأ صفحة جديدة متى شئت.',
    kept: 'يبقى ما كتبته محفوظًا، إلا البطاقة.',
    fresh: 'ابدأ دفعًا جديدًا',
    opening: 'جارٍ فتح دفع جديد…',
    failed: 'تعذّر فتح دفع جديد الآن. حاول مرة أخرى.',
    back: 'العودة إلى المتجر',
  },

  failed: {
    heading: 'لم يتم الدفع في النهاية',
    body: 'أُجيزت الدفعة ثم فشلت لاحقًا. لن يُخصم شيء مقابلها. إذا أظهر مصرفك المبلغ معلَّقًا فاسأله متى يختفي.',
    unpaid: 'لم يُدفع ثمن طلبك.',
  },

  receipt: {
    headings: {
      paid: 'قُبلت الدفعة',
      refundPending: 'المبلغ المردود في طريقه إليك',
      partlyRefunded: 'رُدّ جزء من هذه الدفعة',
      refunded: 'رُدّت هذه الدفعة',
    },
    thanks: 'شكرًا لطلبك.',
    amount: 'المبلغ',
    date: 'التاريخ',
    card: 'البطاقة',
    email: 'البريد الإلكتروني',
    reference: 'مرجع الدفع',
    referenceHint: 'أخبرنا به إن احتجت إلى مساعدة.',
    items: 'المنتجات',
    subtotal: 'المجموع الفرعي',
    tax: 'الضريبة',
    total: 'الإجمالي',
    print: 'اطبع',
    continue: 'متابعة',
    returning: 'ستعود إلى المتجر خلال ثوانٍ قليلة.',
    stay: 'البقاء في هذه الصفحة',
    toStore: 'العودة إلى المتجر',
    refundDelay: 'قد يستغرق ظهور المبلغ المردود في كشف حسابك بضعة أيام.',
  },
};
