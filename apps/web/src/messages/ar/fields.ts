import type { Fields } from '../messages.ts';
import { isolate } from './isolate.ts';

const plurals = new Intl.PluralRules('ar');

/** Arabic has one, two, a few (3–10), many (11–99) and the rest. */
function markedFields(count: number): string {
  switch (plurals.select(count)) {
    case 'one':
      return 'الحقل المحدَّد';
    case 'two':
      return 'الحقلين المحدَّدين';
    case 'few':
      return `${count} حقول محدَّدة`;
    case 'many':
      return `${count} حقلًا محدَّدًا`;
    default:
      return `${count} حقل محدَّد`;
  }
}

export const fields: Fields = {
  fields: {
    email: {
      label: 'البريد الإلكتروني',
      hint: '',
      problems: {
        required: 'أدخل بريدك الإلكتروني.',
        invalid: `أدخل عنوان بريد إلكتروني كاملًا، مثل ${isolate('name@example.com')}.`,
        too_long: 'هذا البريد طويل جدًا.',
      },
    },
    cardNumber: {
      label: 'رقم البطاقة',
      hint: '',
      problems: {
        required: 'أدخل رقم بطاقتك.',
        incomplete: 'رقم بطاقتك غير مكتمل.',
        invalid: 'رقم البطاقة هذا غير صالح. تحقّق من الأرقام.',
        too_long: 'رقم البطاقة هذا طويل جدًا.',
      },
    },
    expiry: {
      label: 'تاريخ الانتهاء',
      hint: `شهر/سنة، مثل ${isolate('01/30')}`,
      problems: {
        required: 'أدخل تاريخ انتهاء بطاقتك.',
        incomplete: 'أدخل الشهر والسنة.',
        invalid: `هذا التاريخ غير صالح. مثال: ${isolate('01/30')}.`,
        expired: 'انتهت صلاحية هذه البطاقة. استخدم غيرها.',
      },
    },
    cvc: {
      label: 'رمز الأمان',
      hint: '3 أرقام على ظهر البطاقة',
      problems: {
        required: 'أدخل رمز الأمان.',
        incomplete: 'رمز الأمان غير مكتمل.',
        invalid: 'رمز الأمان غير صالح.',
        too_long: 'رمز الأمان طويل جدًا.',
        declined: 'اكتب الرمز مرة أخرى.',
      },
    },
    name: {
      label: 'الاسم على البطاقة',
      hint: 'كما يظهر على البطاقة',
      problems: {
        required: 'أدخل الاسم الذي على بطاقتك.',
        invalid: 'تحقّق من هذا الاسم.',
        too_long: 'هذا الاسم طويل جدًا.',
      },
    },
    country: {
      label: 'البلد',
      hint: '',
      problems: { required: 'اختر بلدًا.', unknown: 'اختر بلدًا.', invalid: 'اختر بلدًا.' },
    },
    postalCode: {
      label: 'الرمز البريدي (ZIP)',
      hint: '',
      problems: {
        required: 'أدخل رمزك البريدي.',
        invalid: 'هذا الرمز البريدي غير صالح.',
        too_long: 'هذا الرمز البريدي طويل جدًا.',
      },
    },
    businessName: {
      label: 'اسم الشركة',
      hint: '',
      problems: {
        required: 'أدخل اسم شركتك.',
        invalid: 'تحقّق من هذا الاسم.',
        too_long: 'هذا الاسم طويل جدًا.',
      },
    },
    taxId: {
      label: 'الرقم الضريبي',
      hint: 'كما في فواتيرك',
      problems: {
        required: 'أدخل رقمك الضريبي.',
        invalid: 'لم يُقبل هذا الرقم الضريبي.',
        too_long: 'هذا الرقم الضريبي طويل جدًا.',
      },
    },
  },

  problems: {
    required: 'مطلوب',
    invalid: 'غير صالح',
    incomplete: 'غير مكتمل',
    too_short: 'قصير جدًا',
    too_long: 'طويل جدًا',
    below_minimum: 'قليل جدًا',
    above_maximum: 'كثير جدًا',
    expired: 'منتهي الصلاحية',
    brand_not_accepted: 'غير مقبول هنا',
    unknown: 'غير معروف هنا',
    not_allowed: 'غير ممكن هنا',
  },

  card: {
    expiryForm: 'MM/YY',
    cvcFour: '4 أرقام على وجه البطاقة',
    brandNotAccepted: (brand) => `لا نقبل ${isolate(brand)}. استخدم بطاقة أخرى.`,
    unknownBrandNotAccepted: 'لا نقبل هذا النوع من البطاقات. استخدم غيرها.',
  },

  vatNumber: 'رقم ضريبة القيمة المضافة',

  didYouMean: (address: string) => `هل تقصد \u2066${address}\u2069؟`,

  oddTaxId: {
    like: (example) => `يُكتب عادةً مثل ${isolate(example)}. إن كان رقمك صحيحًا فتابع.`,
    unusual: 'يبدو غير مألوف. إن كان صحيحًا فتابع.',
  },

  form: {
    wrongFields: (count) => `تحقّق من ${markedFields(count)}.`,
  },
};
