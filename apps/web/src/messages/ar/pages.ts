import type { Pages } from '../messages.ts';
import { isolate } from './isolate.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${isolate(merchant)}`,
    skipToContent: 'انتقل إلى المحتوى',
    toStore: (merchant) => `${isolate(merchant)}، إلى المتجر`,
    footer: 'تُنقل بيانات بطاقتك إلى مزوّد الدفع لدينا، ولا يحفظها هذا المتجر أبدًا.',
    language: 'اللغة',
    loading: 'جارٍ التحميل…',
    testMode: 'وضع الاختبار: المدفوعات محاكاة فقط، ولا يُخصم أي مبلغ من أي بطاقة.',
    offline: 'لا يوجد اتصال. تتابع هذه الصفحة تلقائيًا عند عودة الاتصال.',
    online: 'عاد الاتصال.',
  },

  links: {
    terms: 'الشروط والأحكام',
    withdrawal: 'حق الانسحاب',
    refundPolicy: 'سياسة الاسترداد',
    privacy: 'سياسة الخصوصية',
    imprint: 'إشعار قانوني',
    support: 'اتصل بنا',
  },

  notFound: {
    heading: 'الصفحة غير موجودة',
    body: 'تحقّق من العنوان: ربما كُتب خطأً، أو نُقلت الصفحة.',
    checkoutHeading: 'لم يُعثر على صفحة الدفع هذه',
    checkoutBody: 'ربما كان الرابط ناقصًا. إن أتيت من متجر فارجع إليه وابدأ الدفع من جديد.',
    toStore: 'إلى المتجر',
  },

  unreachable: {
    heading: 'لا نستطيع الوصول إلى المتجر الآن',
    body: 'تعيد هذه الصفحة المحاولة تلقائيًا. ويمكنك المحاولة الآن أيضًا.',
    offlineBody: 'جهازك غير متصل. تعيد هذه الصفحة المحاولة فور اتصاله.',
    again: 'حاول مرة أخرى',
  },

  broken: {
    heading: 'حدث خطأ من جانبنا',
    body: 'ليس الخطأ منك. يُرجى المحاولة بعد قليل.',
  },

  store: {
    heading: 'متجر صغير بدفع مُتقن',
    intro: 'كل ما هنا غير حقيقي، إلا طريقة الدفع.',
    products: 'المنتجات',
    add: 'أضف إلى السلة',
    added: (product, quantity) => `أُضيف ${isolate(product)} إلى السلة، والمجموع ${quantity}.`,
    inCart: (quantity) => `${quantity} في السلة`,
    cart: 'السلة',
    empty: 'سلتك فارغة.',
    quantity: (product) => `الكمية: ${isolate(product)}`,
    fewer: (product) => `أنقص واحدًا: ${isolate(product)}`,
    more: (product) => `زد واحدًا: ${isolate(product)}`,
    subtotal: 'المجموع الفرعي',
    beforeTax: 'تُضاف الضريبة عند الدفع حسب بلدك.',
    checkOut: 'إلى الدفع',
    checkingOut: 'جارٍ فتح الدفع…',
    refused: 'تعذّر فتح الدفع بهذه السلة. راجعها ثم حاول مرة أخرى.',
    belowMinimum: 'هذا الطلب أصغر من أن يُدفع بالبطاقة. أضف شيئًا.',
    tooMuch: 'هذا الطلب أكبر من أن يُدفع مرة واحدة. أزل شيئًا.',
    slowDown: 'محاولات كثيرة في وقت قصير. انتظر قليلًا ثم حاول مرة أخرى.',
    busy: 'المتجر مزدحم جدًا الآن. انتظر قليلًا ثم حاول مرة أخرى.',
    failed: 'تعذّر فتح الدفع الآن. حاول مرة أخرى.',
  },
};
