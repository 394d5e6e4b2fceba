import type { Pages } from '../messages.ts';

export const pages: Pages = {
  page: {
    title: (page, merchant) => `${page} – ${merchant}`,
    skipToContent: 'Saltar al contenido',
    toStore: (merchant) => `${merchant}, ir a la tienda`,
    footer: 'Tu tarjeta se transmite a nuestro proveedor de pagos y esta tienda nunca la guarda.',
    language: 'Idioma',
    loading: 'Cargando…',
    testMode: 'Modo de prueba: los pagos son simulados y no se cobra en ninguna tarjeta.',
    offline: 'No tienes conexión. Esta página continuará automáticamente cuando vuelvas a tenerla.',
    online: 'Vuelves a tener conexión.',
  },

  links: {
    terms: 'Términos y condiciones',
    withdrawal: 'Derecho de desistimiento',
    refundPolicy: 'Política de reembolso',
    privacy: 'Política de privacidad',
    imprint: 'Aviso legal',
    support: 'Contacto',
  },

  notFound: {
    heading: 'Página no encontrada',
    body: 'Comprueba la dirección: puede que esté mal escrita o que la página se haya movido.',
    checkoutHeading: 'No encontramos esta página de pago',
    checkoutBody:
      'Puede que el enlace esté incompleto. Si vienes de una tienda, vuelve a ella y empieza el pago de nuevo.',
    toStore: 'Ir a la tienda',
  },

  unreachable: {
    heading: 'Ahora mismo no podemos conectar con la tienda',
    body: 'Esta página vuelve a intentarlo automáticamente. También puedes intentarlo ahora.',
    offlineBody: 'Tu dispositivo no tiene conexión. Esta página volverá a intentarlo en cuanto la tenga.',
    again: 'Intentar de nuevo',
  },

  broken: {
    heading: 'Se ha producido un error por nuestra parte',
    body: 'No es culpa tuya. Inténtalo de nuevo dentro de un momento.',
  },

  store: {
    heading: 'Una tienda pequeña con un pago bien cuidado',
    intro: 'Aquí todo es inventado, menos la forma de pagar.',
    products: 'Productos',
    add: 'Añadir al carrito',
    added: (product, quantity) => `${product} está en el carrito, ${quantity} en total.`,
    inCart: (quantity) => `${quantity} en el carrito`,
    cart: 'Carrito',
    empty: 'Tu carrito está vacío.',
    quantity: (product) => `Cantidad de ${product}`,
    fewer: (product) => `Una unidad menos de ${product}`,
    more: (product) => `Una unidad más de ${product}`,
    subtotal: 'Subtotal',
    beforeTax: 'El impuesto se añade al pagar, según tu país.',
    checkOut: 'Ir a pagar',
    checkingOut: 'Abriendo el pago…',
    refused: 'No se ha podido abrir el pago con este carrito. Revísalo e inténtalo de nuevo.',
    belowMinimum: 'Este pedido es demasiado pequeño para pagarlo con tarjeta. Añade algo más.',
    tooMuch: 'Este pedido es demasiado grande para un solo pago. Quita algo.',
    slowDown: 'Demasiados intentos en poco tiempo. Espera un momento e inténtalo de nuevo.',
    busy: 'La tienda está muy solicitada ahora. Espera un momento e inténtalo de nuevo.',
    failed: 'No se ha podido abrir el pago. Inténtalo de nuevo.',
  },
};
